"""What a mail provider reports puts an address into trouble; its door is closed without a secret."""

import base64
import json
from datetime import datetime
from typing import Any

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from anymail.urls import urlpatterns as of_anymail
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from django.test import Client
from django.urls import path

from accounts.models import User
from portal.audit.models import AuditEvent
from portal.outbox import bounces
from portal.outbox.actions.troubles import note_trouble
from portal.outbox.choices import TroubleKind
from portal.outbox.models import AddressTrouble
from portal.scoping import wall

pytestmark = pytest.mark.django_db


def report(event_type: str, **told: Any) -> None:
    event = AnymailTrackingEvent(event_type=event_type, recipient="Gone@Company.example", **told)
    bounces.hear(None, event, "Postmark")


@pytest.mark.parametrize(
    ("event_type", "kind"),
    [
        (EventType.BOUNCED, TroubleKind.BOUNCED),
        (EventType.REJECTED, TroubleKind.REFUSED),
        (EventType.COMPLAINED, TroubleKind.COMPLAINED),
    ],
)
def test_reports_put_the_address_into_trouble_once(event_type: str, kind: str) -> None:
    for _ in range(2):
        report(event_type, mta_response="550 no such mailbox")
    trouble = AddressTrouble.objects.get()
    assert (trouble.address, trouble.kind) == ("gone@company.example", kind)
    assert trouble.detail == "Postmark: 550 no such mailbox"
    assert AuditEvent.objects.get(verb="outbox.address.troubled").object_ref == trouble.ref


@pytest.mark.parametrize(
    ("event_type", "reason"),
    [
        (EventType.DELIVERED, None),
        (EventType.DEFERRED, None),
        (EventType.OPENED, None),
        (EventType.REJECTED, RejectReason.SPAM),
        (EventType.REJECTED, RejectReason.TIMED_OUT),
    ],
)
def test_other_reports_say_nothing_about_the_address(event_type: str, reason: str | None) -> None:
    report(event_type, reject_reason=reason)
    assert not AddressTrouble.objects.exists()


def test_after_it_was_cleared_an_address_can_get_into_trouble_again(now: datetime, supervisor: User) -> None:
    report(EventType.BOUNCED)
    AddressTrouble.objects.update(cleared_at=now, cleared_by=supervisor)
    assert note_trouble(address="gone@company.example", kind="bounced", detail="again", now=now) is not None
    assert AddressTrouble.objects.count() == 2


def test_the_door_is_closed_without_a_secret(settings: Any) -> None:
    assert Client().post("/anymail/postmark/tracking/", {}).status_code == 404
    for provider, secret, names in (
        ("", "a:b", []),
        ("postmark", "", []),
        ("postmark", "a:b", ["postmark_tracking_webhook"]),
        ("mandrill", "a:b", ["mandrill_webhook", "mandrill_tracking_webhook"]),
    ):
        settings.MAIL_PROVIDER, settings.ANYMAIL = provider, {"WEBHOOK_SECRET": secret}
        assert [pattern.name for pattern in bounces.tracking_addresses(of_anymail)] == names


@pytest.mark.parametrize(("password", "status"), [("right", 200), ("wrong", 400)])
def test_a_report_is_believed_with_the_secret_only(password: str, status: int, settings: Any) -> None:
    """As it arrives: from nobody, behind the wall."""
    settings.ANYMAIL = {"WEBHOOK_SECRET": "postmark:right"}
    settings.ROOT_URLCONF = "portal.outbox.tests.test_bounces"
    bounce = {"RecordType": "Bounce", "Type": "HardBounce", "Email": "gone@company.example", "ID": 1}
    credentials = base64.b64encode(f"postmark:{password}".encode()).decode()
    answer = Client(headers={"Authorization": f"Basic {credentials}"}).post(
        "/anymail/", json.dumps(bounce), content_type="application/json"
    )
    assert answer.status_code == status
    assert AddressTrouble.objects.exists() == (status == 200)


def test_a_report_is_written_from_behind_the_wall(now: datetime) -> None:
    with wall.inside(wall.NOBODY):
        report(EventType.BOUNCED)
    assert AddressTrouble.objects.exists()


urlpatterns = [path("anymail/", PostmarkTrackingWebhookView.as_view())]


@pytest.mark.parametrize("address", [f"{'a' * 300}@company.example", "gone\x00@company.example"])
def test_what_is_no_address_of_anybody_here_is_passed_over(address: str, now: datetime) -> None:
    assert note_trouble(address=address, kind="bounced", detail="", now=now) is None
    assert not AddressTrouble.objects.exists()
