"""What does not leave waits, ends, and is seen; account mails are emptied however they end."""

import smtplib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import User
from portal.audit.models import AuditEvent
from portal.outbox import delivery, posting, texts
from portal.outbox.choices import MessageState
from portal.outbox.models import AddressTrouble, OutboundMessage
from portal.outbox.posting import Draft

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def deliver(at: datetime) -> int:
    return delivery.deliver_due(clock=lambda: at, limit=timedelta(seconds=50))


def state() -> str:
    return OutboundMessage.objects.get().state


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


def test_a_mail_server_that_is_away_costs_no_mail_an_attempt(
    now: datetime, mailbox: list, monkeypatch: pytest.MonkeyPatch, manager: User
) -> None:
    def refuse(backend: Any) -> None:
        raise ConnectionRefusedError("nobody there")

    posting.post_many([Draft("t.news", manager, dedupe=f"e{one}") for one in range(5)], now=now)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", refuse)
        assert deliver(now) == 0
    rows = OutboundMessage.objects.order_by("id")
    assert {row.attempts for row in rows} == {0}
    assert {row.state for row in rows} == {MessageState.QUEUED}
    assert "nobody there" in rows[0].last_error
    assert deliver(now) == 5
    assert sum(row.repeats for row in OutboundMessage.objects.all()) == 0


def test_without_a_mail_server_mail_waits_and_says_why(settings: Any, manager: User, now: datetime) -> None:
    settings.EMAIL_BACKEND = "portal.outbox.unset.EmailBackend"
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    assert deliver(now) == 0
    row = OutboundMessage.objects.get()
    assert (row.state, row.attempts) == (MessageState.QUEUED, 0)
    assert "EMAIL_URL" in row.last_error


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


def test_a_zero_byte_in_an_answer_spoils_nothing(manager: User, now: datetime, answers: list, mailbox: list) -> None:
    """What a stranger's server says can't be stored as it is; the mails behind leave all the same."""
    answers.append(smtplib.SMTPRecipientsRefused({manager.email: (550, b"no\x00such\nmailbox")}))
    for key in ("e1", "e2"):
        posting.post("t.news", to=[manager], about=None, dedupe=key, now=now)
    assert deliver(now) == 1
    failed = OutboundMessage.objects.get(state=MessageState.FAILED)
    assert failed.last_error == "The mail server answered 550 no such mailbox"
    assert AddressTrouble.objects.get().detail == failed.last_error
