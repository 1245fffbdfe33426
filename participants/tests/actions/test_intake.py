"""What the public form stores, whom it tells, and what it never does."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from participants.actions.applications import forget_networks
from participants.actions.intake import take_in_application
from participants.models import Application
from participants.rules import intake
from participants.tests.actions.applying import received
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import MarketRoleFactory
from portal.audit import source
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.lifecycle.refusals import Refused
from portal.outbox import drawing
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping import wall

pytestmark = pytest.mark.django_db

ACKNOWLEDGED = "participants.application.acknowledged"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _deadlines(db: None, now: datetime) -> None:
    load_deadlines(now)


def mails() -> list[str]:
    rows = OutboundMessage.objects.filter(kind=ACKNOWLEDGED).order_by("pk")
    return list(rows.values_list("address", flat=True))


def test_it_is_stored_with_its_deadline_and_the_supervisors_hear(supervisor: User, now: datetime) -> None:
    role = MarketRoleFactory(code="RE")
    told = {"phone": "+1 713 555 0188", "roles": [role], "intended_start": date(2027, 6, 1), "message": " Two sites. "}
    row = received(now, **told, email="Nadia@Larkspur.example", address="203.0.113.7")
    assert (row.company, row.email, row.message) == (
        "Larkspur Grid Storage LLC",
        "nadia@larkspur.example",
        "Two sites.",
    )
    assert (row.state, row.account_manager, row.participant, row.received_at) == ("received", None, None, now)
    assert (list(row.roles.all()), row.client_network) == ([role], "203.0.113.7")
    clock = Clock.objects.of(row).get()
    # Wednesday at ten: until close of business on Thursday.
    assert (clock.due_at.isoformat(), clock.plan.code) == ("2026-11-19T23:00:00+00:00", "application")
    news = Notification.objects.get(kind="participants.application.arrived")
    assert (news.recipient, news.about_ref) == (supervisor, row.ref)
    event = AuditEvent.objects.get(verb="participants.application.received")
    assert (event.by, event.object_ref, event.changes) == (None, row.ref, {"roles": ["", "RE"]})


def test_the_trail_does_not_keep_the_senders_address(now: datetime) -> None:
    token = source.address.set("203.0.113.7")
    try:
        received(now, address="203.0.113.7")
    finally:
        source.address.reset(token)
    assert AuditEvent.objects.get(verb="participants.application.received").address is None


def test_the_network_is_forgotten_after_a_week(now: datetime) -> None:
    row = received(now, address="203.0.113.7")
    assert forget_networks(now=now + timedelta(days=6)) == 0
    assert forget_networks(now=now + timedelta(days=7)) == 1
    row.refresh_from_db()
    assert row.client_network == ""


def test_the_acknowledgment_is_one_fixed_text(now: datetime) -> None:
    texts = []
    for number in range(2):
        words = f"WIN A PRIZE {number} http://evil.example"
        received(now, company=words, contact_name=words, message=words, email=f"victim{number}@company.example")
    for message in OutboundMessage.objects.filter(kind=ACKNOWLEDGED):
        assert (message.about_ref, message.facts, message.participant_id) == ("", {}, None)
        mail = drawing.prepare([message], now)[message.pk].mail
        texts.append((mail.subject, mail.body, str(mail.alternatives)))
    assert len(texts) == 2
    assert texts[0] == texts[1]
    assert texts[0][0] == "We received your application"
    assert not any(word in part for part in texts[0] for word in ("PRIZE", "evil", "victim"))


def test_one_mail_a_day_to_a_mailbox_whatever_its_spelling(now: datetime) -> None:
    for number, email in enumerate(("v@company.example", "V+1@company.example", "v+2@company.example")):
        received(now, email=email, company=f"Company {number}")
    assert Application.objects.count() == 3
    assert mails() == ["v@company.example"]
    received(now + timedelta(days=1, minutes=1), email="v@company.example")
    assert mails() == ["v@company.example", "v@company.example"]


def test_the_same_form_sent_twice_is_kept_once(now: datetime) -> None:
    row = received(now, message="Two sites")
    again = received(now + HOUR, message=" two  SITES")
    assert (again, again.repeats) == (row, 1)
    assert AuditEvent.objects.filter(verb="participants.application.received").count() == 1
    assert len(mails()) == 1


def test_another_text_of_the_same_sender_is_kept_too(now: datetime) -> None:
    received(now, message="Two sites")
    received(now, message="Three sites, sorry")
    assert Application.objects.count() == 2


def test_a_mailbox_sends_a_few_a_day_and_more_are_only_counted(now: datetime) -> None:
    for number in range(intake.MAILBOX_PER_DAY + 2):
        received(now + number * HOUR, company=f"Company {number}")
    assert Application.objects.count() == intake.MAILBOX_PER_DAY
    assert Application.objects.latest("received_at").repeats == 2


def test_one_network_sends_a_few_an_hour(now: datetime) -> None:
    for number in range(intake.NETWORK_PER_HOUR):
        received(now, email=f"a{number}@company.example", address="203.0.113.7")
    with pytest.raises(Refused, match="your network"):
        received(now, email="b@company.example", address="203.0.113.7")
    received(now, email="b@company.example", address="203.0.113.8")
    received(now + HOUR, email="c@company.example", address="203.0.113.7")
    assert len(mails()) == intake.NETWORK_PER_HOUR + 2


def test_a_flood_from_everywhere_ends(now: datetime, monkeypatch: Any) -> None:
    monkeypatch.setattr(intake, "ALL_PER_HOUR", 3)
    for number in range(3):
        received(now, email=f"a{number}@company.example", address=f"203.0.113.{number}")
    with pytest.raises(Refused, match="at the moment"):
        received(now, email="b@company.example", address="203.0.113.9")
    assert len(mails()) == 3


@pytest.mark.parametrize(
    ("field", "text"), [("company", "\u200b"), ("company", "A\x00B"), ("email", "nobody"), ("company", "x" * 201)]
)
def test_what_cannot_be_kept_is_refused(now: datetime, field: str, text: str) -> None:
    with pytest.raises(Refused):
        received(now, **{field: text})
    assert not Application.objects.exists()


def test_it_is_sent_from_inside_the_wall_by_nobody(now: datetime, supervisor: User) -> None:
    with wall.inside(wall.NOBODY):
        take_in_application(
            company="Larkspur", contact_name="Nadia", email="nadia@larkspur.example", now=now, address="203.0.113.7"
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone()[0] == wall.ROLE
    assert Application.objects.get().company == "Larkspur"
    assert Notification.objects.get().recipient == supervisor
