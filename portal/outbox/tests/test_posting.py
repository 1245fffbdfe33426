"""What is told to people is written as rows, once, to whom it should go and when."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from kombu.exceptions import OperationalError

from accounts.models import Absence, User
from accounts.tests.factories import StaffFactory
from portal.outbox import kinds, nudging, posting
from portal.outbox.choices import MailChoice, MessageState, TroubleKind
from portal.outbox.models import AddressTrouble, DeliverySettings, Notification, OutboundMessage, Preference
from portal.outbox.posting import Draft
from portal.scoping import wall

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)


def away(person: User, stand_in: User) -> None:
    Absence.objects.create(person=person, stand_in=stand_in, starts_on=TODAY, ends_on=TODAY)


def told(kind: str = "t.news") -> list[tuple[str, str]]:
    """Who got an entry in the portal: (person, absent colleague)."""
    rows = Notification.objects.filter(kind=kind).order_by("recipient__name")
    return [(row.recipient.name, row.on_behalf_of.name if row.on_behalf_of else "") for row in rows]


def test_a_participants_request_tells_staff_without_reading_them(
    outsider: User, mesa: SimpleNamespace, senior: User, now: datetime
) -> None:
    """The outsider first: inside the wall the rows are written, and stay unread."""
    DeliverySettings.objects.create(user=senior)
    with wall.inside(outsider.acting_for):
        posting.post("t.news", to=[senior], about=mesa.contact, dedupe="e1", now=now)
        assert not Notification.objects.exists()
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(outsider.acting_for):
        list(OutboundMessage.objects.all())
    message = OutboundMessage.objects.get()
    assert (message.recipient, message.address, message.about_ref) == (senior, senior.email, mesa.contact.ref)
    assert message.participant_id == mesa.participant.pk
    assert told() == [("Ruth Senior", "")]


def test_the_same_event_reaches_the_same_person_once(manager: User, colleague: User, mesa: Any, now: datetime) -> None:
    for people in ([manager], [manager, colleague], [manager, manager]):
        posting.post("t.news", to=people, about=mesa.contact, dedupe="e1", now=now)
    posting.post("t.news", to=[manager], about=mesa.contact, dedupe="e2", now=now)
    assert OutboundMessage.objects.filter(recipient=manager).count() == 2
    assert Notification.objects.filter(recipient=manager).count() == 2
    assert OutboundMessage.objects.filter(recipient=colleague).count() == 1


def test_long_keys_stay_apart(manager: User, now: datetime) -> None:
    drafts = [Draft("t.news", manager, dedupe="x" * 300 + end) for end in ("a", "b", "a")]
    assert posting.post_many(drafts, now=now) == 2


def test_who_has_no_access_any_more_gets_nothing(manager: User, auditor: User, now: datetime) -> None:
    User.objects.filter(pk=manager.pk).update(is_active=False)
    User.objects.filter(pk=auditor.pk).update(access_until=TODAY - timedelta(days=1))
    posting.post("t.alarm", to=[manager, auditor], about=None, dedupe="e1", now=now)
    assert not OutboundMessage.objects.exists()
    assert not Notification.objects.exists()


def test_mail_for_an_absent_colleague_goes_to_the_stand_in(manager: User, colleague: User, now: datetime) -> None:
    away(manager, colleague)
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    assert told() == [("Dana Manager", ""), ("Omar Colleague", "Dana Manager")]
    message = OutboundMessage.objects.get()
    assert (message.recipient, message.on_behalf_of, message.address) == (colleague, manager, colleague.email)


def test_a_stand_in_who_is_told_anyway_is_told_once(manager: User, colleague: User, now: datetime) -> None:
    away(manager, colleague)
    posting.post("t.news", to=[manager, colleague], about=None, dedupe="e1", now=now)
    assert told() == [("Dana Manager", ""), ("Omar Colleague", "")]
    assert OutboundMessage.objects.get().on_behalf_of is None


def test_coming_back_between_two_runs_doubles_nothing(manager: User, colleague: User, now: datetime) -> None:
    away(manager, colleague)
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now + timedelta(days=1))
    assert OutboundMessage.objects.count() == 1


def test_absences_in_a_chain_end_with_somebody_who_is_here(
    manager: User, colleague: User, senior: User, now: datetime
) -> None:
    away(manager, colleague)
    away(colleague, senior)
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    assert OutboundMessage.objects.get().recipient == senior


def test_absences_in_a_circle_leave_the_mail_with_the_colleague(manager: User, colleague: User, now: datetime) -> None:
    away(manager, colleague)
    away(colleague, manager)
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    assert OutboundMessage.objects.get().recipient == manager


def test_preferences_choose_the_channel(manager: User, colleague: User, senior: User, now: datetime) -> None:
    Preference.objects.create(user=manager, kind="t.news", in_app=True, mail=MailChoice.OFF)
    Preference.objects.create(user=colleague, kind="t.news", in_app=False, mail=MailChoice.WEEKLY)
    Preference.objects.create(user=manager, kind="t.alarm", in_app=False, mail=MailChoice.OFF)
    for kind in ("t.news", "t.alarm"):
        posting.post(kind, to=[manager, colleague, senior], about=None, dedupe=f"e:{kind}", now=now)
    assert [name for name, _ in told()] == ["Dana Manager", "Ruth Senior"]
    mails = OutboundMessage.objects.filter(kind="t.news").order_by("recipient__name")
    assert [(row.recipient, row.state) for row in mails] == [
        (colleague, MessageState.DIGEST),
        (senior, MessageState.QUEUED),
    ]
    assert mails[0].due_at == datetime(2026, 11, 23, 14, tzinfo=UTC)  # Monday at eight
    assert set(OutboundMessage.objects.filter(kind="t.alarm").values_list("state", flat=True)) == {MessageState.QUEUED}
    assert [name for name, _ in told("t.alarm")] == ["Dana Manager", "Omar Colleague", "Ruth Senior"]


def test_quiet_hours_hold_all_but_critical(manager: User, now: datetime) -> None:
    DeliverySettings.objects.create(user=manager, quiet_from=time(9), quiet_until=time(12))
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    posting.post("t.alarm", to=[manager], about=None, dedupe="e2", now=now)
    held, alarm = OutboundMessage.objects.order_by("-kind")
    assert (held.due_at, held.hold_reason) == (datetime(2026, 11, 18, 18, tzinfo=UTC), "quiet hours")
    assert (alarm.due_at, alarm.hold_reason) == (now, "")


def test_an_address_in_trouble_gets_no_mail_and_says_so(manager: User, now: datetime) -> None:
    AddressTrouble.objects.create(address="Manager@ISO.example", kind=TroubleKind.BOUNCED, since=now)
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    message = OutboundMessage.objects.get()
    assert message.state == MessageState.DROPPED
    assert "trouble" in message.last_error
    assert told() == [("Dana Manager", "")]


def test_a_bare_address_gets_mail_only(now: datetime) -> None:
    posting.post_many([Draft("t.news", None, address="Desk@partner.example", dedupe="e1")] * 2, now=now)
    assert OutboundMessage.objects.get().address == "Desk@partner.example"
    assert not Notification.objects.exists()


def test_an_unknown_kind_is_never_posted(manager: User, now: datetime) -> None:
    with pytest.raises(KeyError):
        posting.post("t.unknown", to=[manager], about=None, dedupe="e1", now=now)


def test_all_mails_about_a_record_are_one_thread(manager: User, colleague: User, mesa: Any, now: datetime) -> None:
    posting.post("t.news", to=[manager, colleague], about=mesa.contact, dedupe="e1", now=now)
    posting.post("t.alarm", to=[manager], about=mesa.contact, dedupe="e2", now=now)
    assert len(set(OutboundMessage.objects.values_list("thread_key", flat=True))) == 1
    assert len(set(OutboundMessage.objects.values_list("message_id", flat=True))) == 3


@pytest.mark.parametrize("number", [2, 40])
def test_the_number_of_statements_does_not_grow(number: int, manager: User, now: datetime) -> None:
    people = StaffFactory.create_batch(number)
    away(people[0], manager)
    drafts = [Draft("t.news", person, dedupe=f"e:{one}") for person in people for one in range(5)]
    with (
        CaptureQueriesContext(
            connection,
        ) as statements,
        transaction.atomic(),
    ):
        posting.post_many(drafts, now=now)
    assert len([one for one in statements if "SAVEPOINT" not in one["sql"]]) == 4
    assert OutboundMessage.objects.count() == number * 5


def test_one_transaction_nudges_once_and_only_when_it_stays(
    manager: User, now: datetime, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    told_workers = []
    monkeypatch.setattr(nudging.deliver_due, "apply_async", lambda **how: told_workers.append(how))
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            posting.post("t.news", to=[manager], about=None, dedupe="e0", now=now)
            raise ZeroDivisionError
        for number in range(3):
            posting.post("t.news", to=[manager], about=None, dedupe=f"e{number}", now=now)
    assert len(told_workers) == 1
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        posting.post("t.news", to=[manager], about=None, dedupe="e9", now=now)
        raise ZeroDivisionError
    assert len(told_workers) == 1


def test_a_queue_that_is_away_fails_nothing(
    manager: User, now: datetime, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def refuse(**how: Any) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(nudging.deliver_due, "apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    assert OutboundMessage.objects.get().state == MessageState.QUEUED


def test_a_letter_waits_so_that_it_can_be_taken_back(manager: User, lantern: Any, now: datetime) -> None:
    letter = {"kind": "t.letter", "address": "x@lantern.example", "about": lantern.contact, "dedupe": "l1"}
    message = posting.post_letter(**letter, written_by=manager, now=now)
    assert (message.due_at, message.hold_reason) == (now + timedelta(seconds=10), "undo")
    assert list(OutboundMessage.objects.visible_to(manager)) == [message]
    assert posting.post_letter(**letter, written_by=manager, now=now) == message


def test_an_account_mail_is_unreadable_while_it_waits(now: datetime) -> None:
    mail = EmailMessage("Your code", "It is 4711-XYZ", "portal@iso.example", ["who@company.example"])
    posting.post_sealed(mail, kind="t.sealed", now=now)
    message = OutboundMessage.objects.get()
    kept = " ".join(str(value) for value in message.__dict__.values())
    assert "4711" not in kept
    assert "Your code" not in kept
    assert (message.address, message.severity, message.state) == (mail.to[0], "critical", MessageState.QUEUED)


def test_an_account_mail_to_nobody_leaves_no_trace_of_the_address(now: datetime) -> None:
    mail = EmailMessage("Your code", "It is 4711-XYZ", "portal@iso.example", ["stranger@company.example"])
    posting.post_sealed(mail, kind="t.sealed", now=now, send=False)
    message = OutboundMessage.objects.get()
    assert (message.state, message.sealed) == (MessageState.DROPPED, "")
    assert "stranger" not in str(message.__dict__)


def test_every_posted_kind_is_known(now: datetime) -> None:
    assert kinds.known("t.of_an_older_release").label == "t.of_an_older_release"
