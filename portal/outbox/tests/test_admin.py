from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.models import User
from portal.outbox import posting
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db


def test_the_administration_shows_a_mails_way_and_never_a_sealed_letter(
    signed_in: Callable[[User], Any], supervisor: User, now: datetime
) -> None:
    mail = EmailMessage("Your code", "It is 4711-XYZ", "portal@iso.example", ["who@company.example"])
    posting.post_sealed(mail, kind="t.sealed", now=now)
    message = OutboundMessage.objects.get()
    client = signed_in(supervisor)
    for address in (
        reverse("admin:outbox_outboundmessage_changelist"),
        reverse("admin:outbox_outboundmessage_change", args=[message.pk]),
    ):
        page = client.get(address).content.decode()
        assert "who@company.example" in page
        assert message.sealed not in page
        assert "sealed" not in page.replace("t.sealed", "").replace(message.dedupe_key, "")
