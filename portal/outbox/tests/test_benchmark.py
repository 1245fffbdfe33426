from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from portal.lifecycle.models import DemoMark
from portal.outbox import posting
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db


def test_real_data_are_not_measured_with(manager: User) -> None:
    with pytest.raises(CommandError, match="not marked as a demo"):
        call_command("benchmark_outbox", messages=1)


def test_waiting_mail_is_not_swallowed(manager: User) -> None:
    DemoMark.objects.create(loaded_at=timezone.now())
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=timezone.now())
    with pytest.raises(CommandError, match="waiting"):
        call_command("benchmark_outbox", messages=1)
    assert OutboundMessage.objects.count() == 1


def test_a_measurement_leaves_nothing_behind(manager: User, lantern: Any, settings: Any) -> None:
    DemoMark.objects.create(loaded_at=timezone.now())
    former, out = settings.EMAIL_BACKEND, StringIO()
    call_command("benchmark_outbox", messages=30, stdout=out)
    assert "sent: 30 in" in out.getvalue()
    assert not OutboundMessage.objects.exists()
    assert former == settings.EMAIL_BACKEND
