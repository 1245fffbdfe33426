"""Mails leave once; whoever may not read them any more gets none; failures wait, end, and are seen."""

import smtplib
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.memberships import end_membership
from participants.models import Membership
from portal.audit.models import AuditEvent
from portal.outbox import delivery, posting, texts
from portal.outbox.choices import MessageState
from portal.outbox.models import AddressTrouble, DeliverySettings, OutboundMessage
from portal.outbox.posting import Draft

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def deliver(at: datetime) -> int:
    return delivery.deliver_due(clock=lambda: at, limit=timedelta(seconds=50))


def state() -> str:
    return OutboundMessage.objects.get().state


@pytest.fixture
def answers(mailbox: list, monkeypatch: pytest.MonkeyPatch) -> list:
    """What the mail server answers to the next mails: None to accept, or an error."""
    waiting: list[Exception | None] = []
    from django.core.mail.backends.locmem import EmailBackend

    accept = EmailBackend.send_messages

    def send(backend: Any, messages: list) -> int:
        error = waiting.pop(0) if waiting else None
        if error is not None:
            raise error
        return accept(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return waiting


# -- who may read it --------------------------------------------------------------------------------


def test_nothing_reaches_who_no_longer_acts_for_the_company(
    outsider: User, mesa: SimpleNamespace, supervisor: User, now: datetime, mailbox: list
) -> None:
    """The outsider first: between the news and the mail the membership ended."""
    posting.post("t.news", to=[outsider], about=mesa.contact, dedupe="e1", now=now)
    end_membership(membership=Membership.objects.get(user=outsider), by=supervisor, now=now)
    assert deliver(now) == 0
    message = OutboundMessage.objects.get()
    assert (message.state, mailbox) == (MessageState.DROPPED, [])
    assert "may not act" in message.last_error


def test_a_participants_mail_is_drawn_inside_the_wall(
    outsider: User, mesa: SimpleNamespace, lantern: SimpleNamespace, now: datetime, mailbox: list
) -> None:
    """A foreign row is not there, whoever posted it; the own one is told."""
    for rows, key in ((lantern, "foreign"), (mesa, "own")):
        draft = Draft("t.news", outsider, rows.contact, dedupe=key, participant_id=mesa.participant.pk)
        posting.post_many([draft], now=now)
    assert deliver(now) == 1
    (mail,) = mailbox
    assert "mesa contact" in mail.body
    assert "lantern" not in mail.message().as_string()
    assert OutboundMessage.objects.get(dedupe_key__startswith="foreign").state == MessageState.DROPPED


def test_an_agent_gets_each_company_in_its_own_mail(
    agent: User, mesa: SimpleNamespace, lantern: SimpleNamespace, now: datetime, mailbox: list
) -> None:
    for rows in (lantern, mesa):
        posting.post("t.news", to=[agent], about=rows.contact, dedupe=rows.contact.ref, now=now)
    assert deliver(now) == 2
    bodies = sorted(mail.body for mail in mailbox)
    assert [("lantern" in body, "mesa" in body) for body in bodies] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


def test_staff_who_may_not_see_the_row_any_more_are_told_nothing(
    colleague: User, restricted: SimpleNamespace, now: datetime, mailbox: list
) -> None:
    posting.post("t.news", to=[colleague], about=restricted.contact, dedupe="e1", now=now)
    deliver(now)
    assert (state(), mailbox) == (MessageState.DROPPED, [])


def test_a_deactivated_person_gets_nothing(manager: User, now: datetime, mailbox: list) -> None:
    posting.post("t.alarm", to=[manager], about=None, dedupe="e1", now=now)
    User.objects.filter(pk=manager.pk).update(is_active=False)
    deliver(now)
    assert (state(), mailbox) == (MessageState.DROPPED, [])


def test_a_row_of_a_type_nobody_registered_is_not_told(manager: User, now: datetime, mailbox: list) -> None:
    draft = Draft("t.news", manager, dedupe="e1", about_type="nobody.knows", about_ref="XX-1")
    posting.post_many([draft], now=now)
    deliver(now)
    assert (state(), mailbox) == (MessageState.DROPPED, [])


# -- what it says -----------------------------------------------------------------------------------


def test_a_mail_has_its_headers(manager: User, lantern: Any, now: datetime, mailbox: list, settings: Any) -> None:
    settings.SITE_URL = "https://portal.example"
    posting.post("t.news", to=[manager], about=lantern.contact, dedupe="e1", now=now)
    posting.post("t.alarm", to=[manager], about=lantern.contact, dedupe="e2", now=now)
    deliver(now)
    news, alarm = sorted(mailbox, key=lambda mail: mail.subject, reverse=True)
    ref = lantern.contact.ref
    headers = news.message()
    assert news.subject == f"News · {ref}"
    assert headers["Message-ID"] == OutboundMessage.objects.get(kind="t.news").message_id
    assert headers["References"] == headers["In-Reply-To"] == alarm.message()["References"]
    assert headers["References"].endswith("@portal.example>")
    assert headers["List-Unsubscribe"].startswith("<https://portal.example/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert alarm.message()["List-Unsubscribe"] is None
    assert headers["Auto-Submitted"] == "auto-generated"
    assert "https://portal.example/" in news.body
    assert news.alternatives[0][1] == "text/html"


def test_a_letter_is_drawn_for_its_writer_and_answered_to_them(
    manager: User, lantern: Any, now: datetime, mailbox: list
) -> None:
    posting.post_letter(
        kind="t.letter", address="x@lantern.example", about=lantern.contact, written_by=manager, dedupe="l1", now=now
    )
    assert deliver(now + timedelta(seconds=9)) == 0
    assert deliver(now + timedelta(seconds=10)) == 1
    (mail,) = mailbox
    assert (mail.reply_to, mail.to) == (["manager@iso.example"], ["x@lantern.example"])
    assert "Auto-Submitted" not in mail.message()
    assert "lantern contact" in mail.body


def test_text_is_not_escaped_and_html_is(manager: User, lantern: Any, now: datetime, mailbox: list) -> None:
    lantern.contact.apply(name="Fish & <b>Chips</b>")
    posting.post("t.news", to=[manager], about=lantern.contact, dedupe="e1", now=now)
    deliver(now)
    assert "Fish & <b>Chips</b>" in mailbox[0].body
    assert "Fish &amp; &lt;b&gt;Chips" in mailbox[0].alternatives[0][0]


def test_a_stand_in_is_told_for_whom(manager: User, colleague: User, now: datetime, mailbox: list) -> None:
    posting.post("t.news", to=[colleague], about=None, dedupe="e1", now=now)
    OutboundMessage.objects.update(on_behalf_of=manager)
    deliver(now)
    assert "stand in for Dana Manager" in mailbox[0].body


# -- when it leaves ---------------------------------------------------------------------------------


def test_quiet_hours_chosen_meanwhile_hold_a_waiting_mail(manager: User, now: datetime, mailbox: list) -> None:
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    DeliverySettings.objects.create(user=manager, quiet_from=time(9), quiet_until=time(12))
    assert deliver(now) == 0
    message = OutboundMessage.objects.get()
    noon = datetime(2026, 11, 18, 18, tzinfo=UTC)
    assert (message.state, message.due_at, message.attempts) == (MessageState.QUEUED, noon, 0)
    assert deliver(noon) == 1
    assert OutboundMessage.objects.get().hold_reason == ""


def test_critical_mails_leave_before_the_rest(manager: User, now: datetime, mailbox: list, settings: Any) -> None:
    settings.OUTBOX_BATCH = 2
    drafts = [Draft("t.news", manager, dedupe=f"e{one}") for one in range(4)]
    posting.post_many(drafts, now=now - MINUTE)
    posting.post("t.alarm", to=[manager], about=None, dedupe="a", now=now)
    assert deliver(now) == 5
    assert [mail.subject for mail in mailbox].index("Alarm") == 0


def test_the_number_of_statements_grows_by_one_a_mail(
    manager: User, lantern: Any, now: datetime, mailbox: list
) -> None:
    def statements(number: int) -> int:
        drafts = [Draft("t.news", manager, lantern.contact, dedupe=f"{number}:{one}") for one in range(number)]
        posting.post_many(drafts, now=now)
        with CaptureQueriesContext(connection) as captured:
            assert deliver(now) == number
        return len(captured)

    assert statements(30) - statements(10) == 20


# -- failures ---------------------------------------------------------------------------------------


def test_a_temporary_refusal_is_tried_again_later_and_later(
    manager: User, now: datetime, mailbox: list, answers: list
) -> None:
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    at = now
    for attempt, minutes in enumerate([1, 2, 4, 8], start=1):
        answers.append(smtplib.SMTPDataError(451, b"try later"))
        assert deliver(at) == 0
        message = OutboundMessage.objects.get()
        assert (message.state, message.attempts) == (MessageState.QUEUED, attempt)
        assert message.due_at == at + minutes * MINUTE
        assert message.last_error == "The mail server answered 451 try later"
        assert deliver(message.due_at - timedelta(seconds=1)) == 0
        at = message.due_at
    assert deliver(at) == 1
    message = OutboundMessage.objects.get()
    assert (message.state, message.sent_at, message.last_error, message.repeats) == (MessageState.SENT, at, "", 0)


def test_after_the_last_attempt_it_is_in_the_list(manager: User, now: datetime, answers: list, settings: Any) -> None:
    settings.OUTBOX_ATTEMPTS = 2
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    answers += [smtplib.SMTPDataError(451, b"try later")] * 2
    deliver(now)
    deliver(now + MINUTE)
    assert list(OutboundMessage.objects.failed()) == list(OutboundMessage.objects.all())
    event = AuditEvent.objects.get(verb="outbox.message.failed")
    assert event.reason == "The mail server answered 451 try later"
    assert not AddressTrouble.objects.exists()


def test_an_address_that_is_refused_for_good_is_in_trouble(manager: User, now: datetime, answers: list) -> None:
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    answers.append(smtplib.SMTPRecipientsRefused({manager.email: (550, b"no such mailbox")}))
    deliver(now)
    trouble = AddressTrouble.objects.get()
    assert (state(), trouble.address, trouble.kind) == (MessageState.FAILED, manager.email, "refused")
    posting.post("t.news", to=[manager], about=None, dedupe="e2", now=now)
    assert OutboundMessage.objects.get(dedupe_key__startswith="e2").state == MessageState.DROPPED


def test_a_mail_waiting_for_an_address_that_got_into_trouble_is_dropped(
    manager: User, now: datetime, mailbox: list
) -> None:
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    AddressTrouble.objects.create(address=manager.email, kind="bounced", since=now)
    deliver(now)
    assert (state(), mailbox) == (MessageState.DROPPED, [])


def test_our_own_address_being_refused_loses_nothing(manager: User, now: datetime, answers: list) -> None:
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    answers.append(smtplib.SMTPSenderRefused(550, b"unknown sender", "portal@iso.example"))
    deliver(now)
    assert state() == MessageState.QUEUED


def test_a_mail_server_that_is_away_costs_one_mail_an_attempt(
    now: datetime, mailbox: list, monkeypatch: pytest.MonkeyPatch, manager: User
) -> None:
    from django.core.mail.backends.locmem import EmailBackend

    def refuse(backend: Any) -> None:
        raise ConnectionRefusedError("nobody there")

    posting.post_many([Draft("t.news", manager, dedupe=f"e{one}") for one in range(5)], now=now)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", refuse)
        assert deliver(now) == 0
    rows = OutboundMessage.objects.order_by("id")
    assert [row.attempts for row in rows] == [1, 0, 0, 0, 0]
    assert {row.state for row in rows} == {MessageState.QUEUED}
    assert {row.due_at for row in rows[1:]} == {now}
    assert deliver(now) == 4
    assert deliver(now + MINUTE) == 1
    assert sum(row.repeats for row in OutboundMessage.objects.all()) == 0


def test_a_line_that_breaks_while_sending_may_repeat_that_mail_and_says_so(
    manager: User, now: datetime, mailbox: list, answers: list
) -> None:
    posting.post_many([Draft("t.news", manager, dedupe=f"e{one}") for one in range(3)], now=now)
    answers += [None, smtplib.SMTPServerDisconnected("gone")]
    assert deliver(now) == 2
    doubtful = OutboundMessage.objects.get(state=MessageState.QUEUED)
    assert (doubtful.repeats, doubtful.attempts) == (1, 1)


def test_one_spoiled_mail_keeps_no_other_back(
    manager: User, now: datetime, mailbox: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = texts.draw

    def draw_or_fail(kind: Any, **told: Any) -> Any:
        if told["facts"].get("poison"):
            raise ZeroDivisionError
        return draw(kind, **told)

    monkeypatch.setattr(texts, "draw", draw_or_fail)
    drafts = [Draft("t.news", manager, dedupe=f"e{one}", facts={"poison": one == 1}) for one in range(3)]
    posting.post_many(drafts, now=now)
    assert deliver(now) == 2
    spoiled = OutboundMessage.objects.get(state=MessageState.QUEUED)
    assert (spoiled.due_at, spoiled.attempts) == (now + MINUTE, 1)
    assert "ZeroDivisionError" in spoiled.last_error


# -- account mails ----------------------------------------------------------------------------------


@pytest.fixture
def code(now: datetime) -> OutboundMessage:
    mail = EmailMessage("Your code", "It is 4711-XYZ", "portal@iso.example", ["who@company.example"])
    posting.post_sealed(mail, kind="t.sealed", now=now)
    return OutboundMessage.objects.get()


def test_an_account_mail_is_sent_and_emptied(code: OutboundMessage, now: datetime, mailbox: list) -> None:
    assert deliver(now) == 1
    code.refresh_from_db()
    assert (code.state, code.sealed) == (MessageState.SENT, "")
    (mail,) = mailbox
    assert ("4711-XYZ" in mail.body, mail.subject, mail.extra_headers["Message-ID"]) == (
        True,
        "Your code",
        code.message_id,
    )


def test_an_account_mail_that_comes_too_late_is_dropped_and_emptied(
    code: OutboundMessage, now: datetime, mailbox: list, answers: list
) -> None:
    answers += [smtplib.SMTPDataError(451, b"later")] * 6
    at = now
    while code.state == MessageState.QUEUED:
        deliver(at)
        code.refresh_from_db()
        at = code.due_at
        assert at <= now + timedelta(hours=1)
    assert (code.state, code.sealed, mailbox) == (MessageState.DROPPED, "", [])


def test_an_account_mail_refused_for_good_is_emptied(code: OutboundMessage, now: datetime, answers: list) -> None:
    answers.append(smtplib.SMTPRecipientsRefused({code.address: (550, b"no such mailbox")}))
    deliver(now)
    code.refresh_from_db()
    assert (code.state, code.sealed) == (MessageState.FAILED, "")


def test_a_letter_whose_key_is_gone_is_dropped(
    code: OutboundMessage, now: datetime, mailbox: list, settings: Any
) -> None:
    settings.FIELD_KEY = "another"
    deliver(now)
    code.refresh_from_db()
    assert (code.state, code.sealed, mailbox) == (MessageState.DROPPED, "", [])
