"""Taking in one mail: its row and all that it causes in one transaction, once, whatever way it came."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from issues.actions import mail_answers as answers
from issues.actions import mail_filing as filing
from issues.actions.mail_bounces import hear_report
from issues.choices import Dmarc, MailReason, MailState
from issues.mail_news import acknowledge, tell_of_waiting
from issues.mail_senders import Sender, copy_answered, guest_answering, may_speak, sender_of
from issues.mail_threads import Thread, thread_of
from issues.models import IncomingMail, Mailbox, MailPlace, MailSource
from issues.rules.mail_authentication import Verdict, verdict
from issues.rules.mail_parsing import ParsedMail, Unreadable, content_hash, parse
from issues.rules.mail_verdicts import Decision, Facts, decide
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.outbox import headers
from portal.outbox.retrying import printable

logger = logging.getLogger(__name__)

HOUR: Final = timedelta(hours=1)


@transaction.atomic
def take_in(
    *,
    mailbox: Mailbox,
    uid_validity: int,
    uid: int,
    raw: bytes,
    size: int,
    received_at: datetime,
    believed: Collection[str],
    now: datetime,
) -> IncomingMail | None:
    """Store a mail and do what follows from it; None where it was stored before, which then causes nothing.

    `raw` is the head alone where the mail is too large; `believed` are the servers whose checks of senders count. Call
    it while holding the mailbox's lease.
    """
    place = {"mailbox": mailbox, "uid_validity": uid_validity, "uid": uid}
    if MailPlace.objects.filter(**place).exists():
        return None
    try:
        parsed: ParsedMail | None = parse(raw)
    except Unreadable:
        parsed = None
    named = {"message_id": parsed.message_id if parsed else "", "content_hash": content_hash(raw)}
    known = IncomingMail.objects.filter(mailbox=mailbox, **named).first()
    if known is not None:
        MailPlace.objects.create(mail=known, **place)
        return None
    mail = IncomingMail(
        mailbox=mailbox,
        state=MailState.QUARANTINED,
        reason=MailReason.UNREADABLE,
        size=size,
        received_at=received_at,
        read_at=now,
        **named,
    )
    if parsed is not None:
        mail.sender, mail.sender_name, mail.subject = parsed.sender, parsed.sender_name, parsed.subject
        mail.ancestors = list(parsed.ancestors)
    mail.save(force_insert=True)
    MailSource.objects.create(mail=mail, raw=raw)
    MailPlace.objects.create(mail=mail, **place)
    _judge(mail, parsed, believed, now)
    return mail


def _judge(mail: IncomingMail, parsed: ParsedMail | None, believed: Collection[str], now: datetime) -> None:
    """Let the mail do its work; where that fails it waits for a person, and nothing of what it began stays."""
    try:
        with transaction.atomic():
            follow = _considered(mail, parsed, believed, now)
            mail.save()
        with transaction.atomic():
            _settle(mail, follow(), now)
    except (OperationalError, InterfaceError):
        raise  # The database is away: the whole mail is read again.
    except Refused as refusal:
        _leave_to_a_person(mail, refusal.reason, now)
    except Exception as error:
        logger.exception("%s could not be filed.", mail.ref)
        _leave_to_a_person(mail, f"{type(error).__name__}: {error}", now)


def _leave_to_a_person(mail: IncomingMail, detail: str, now: datetime) -> None:
    fresh = IncomingMail.objects.get(pk=mail.pk)
    fresh.detail = printable(detail)[:300]
    _settle(fresh, Decision(MailState.PENDING, MailReason.REFUSED), now)
    mail.refresh_from_db()


def _settle(mail: IncomingMail, decision: Decision, now: datetime) -> None:
    mail.state, mail.reason = decision.state, decision.reason
    mail.save()
    trail.record("issues.mail.received", of=mail, by=None, at=now, changes={"state": ["", mail.state]})
    if mail.state == MailState.PENDING:
        tell_of_waiting(mail, now=now)


def _considered(
    mail: IncomingMail, parsed: ParsedMail | None, believed: Collection[str], now: datetime
) -> Callable[[], Decision]:
    """Find out all there is to know, and give back what is to be done."""
    if parsed is None:
        return lambda: decide(Facts(readable=False))
    report = parsed.report
    if report is not None:
        return lambda: hear_report(mail=mail, report=report, now=now)
    said = verdict(parsed.authentication, believed, parsed.domain)
    sender, thread = sender_of(parsed.sender, now=now), thread_of(parsed, now=now)
    mail.guest = guest_answering(parsed.contents.answer, parsed.sender, now=now)
    _note(mail, said, sender, thread)
    decision = decide(_facts(mail, parsed, said, sender, thread, now))
    return lambda: _followed(decision, mail, parsed, sender, now)


def _note(mail: IncomingMail, said: Verdict, sender: Sender, thread: Thread) -> None:
    """What is known of the mail stands in its row, whatever becomes of it."""
    mail.dmarc = said.dmarc
    if said.server:
        mail.verdict = f"{said.server}: dmarc {said.dmarc}, spf {said.spf}, dkim {said.dkim}"[:200]
    mail.user, mail.issue, mail.letter = sender.user, thread.issue, thread.letter
    companies = sender.companies()
    if (answered := mail.guest or thread.issue or thread.letter) is not None:
        mail.participant_id = answered.participant_id
        mail.contact = sender.contact_at(answered.participant_id)
    elif len(companies) == 1:
        mail.participant = companies[0]
        mail.contact = sender.contact_at(companies[0].pk)


def _facts(
    mail: IncomingMail, parsed: ParsedMail, said: Verdict, sender: Sender, thread: Thread, now: datetime
) -> Facts:
    own = headers.domain().lower()
    return Facts(
        too_large=mail.size > settings.MAIL_MAX_BYTES,
        ours=own in parsed.marks or parsed.message_id.endswith(f"@{own}>"),
        hops=parsed.hops,
        automatic=parsed.automatic,
        dmarc=said.dmarc,
        none_suffices=settings.MAIL_WITHOUT_DMARC == "replies",
        who=sender.who,
        in_thread=thread.issue is not None or thread.letter is not None,
        close=thread.close,
        proven_reply=thread.proven,
        may_speak=_may_speak(sender, parsed, thread, now),
        issue_open=thread.issue is None or thread.issue.is_open,
        invitation=mail.guest is not None,
        companies=len(sender.companies()),
        encrypted=parsed.contents.encrypted,
        empty=parsed.contents.empty,
        too_many=_of_the_last_hour(mail.sender, now).count() > settings.MAIL_PER_HOUR,
    )


def _may_speak(sender: Sender, parsed: ParsedMail, thread: Thread, now: datetime) -> bool:
    if thread.letter is not None:
        return copy_answered(sender, parsed.sender, thread.letter, close=thread.close) is not None
    return thread.issue is not None and may_speak(sender, thread.issue, close=thread.close, now=now)


def _followed(decision: Decision, mail: IncomingMail, parsed: ParsedMail, sender: Sender, now: datetime) -> Decision:
    """Do what the decision says."""
    given = {"mail": parsed, "sender": sender, "now": now}
    if decision.state == MailState.ANSWERED:
        return answers.answer_from_calendar(mail=mail, parsed=parsed, now=now)
    if mail.letter is not None and decision.state in (MailState.FILED, MailState.AUTOMATIC):
        automatic = decision.state == MailState.AUTOMATIC
        return answers.answer_letter(mail=mail, parsed=parsed, sender=sender, automatic=automatic, now=now)
    if decision.state == MailState.FILED:
        mail.comment = filing.reply_by_mail(issue=mail.issue, **given)
    elif decision.state == MailState.AUTOMATIC:
        mail.comment = filing.file_automatic(issue=mail.issue, **given)
    elif decision.state == MailState.OPENED:
        mail.issue = filing.open_by_mail(participant=mail.participant, **given)
        mail.comment = mail.issue.comments.first()
        receipts = _of_the_last_hour(mail.sender, now).filter(acknowledged=True).count()
        if mail.dmarc == Dmarc.PASS and receipts < settings.MAIL_RECEIPTS_PER_HOUR:
            acknowledge(mail, now=now)
            mail.acknowledged = True
    return decision


def _of_the_last_hour(address: str, now: datetime) -> QuerySet[IncomingMail]:
    return IncomingMail.objects.filter(sender=address, read_at__gt=now - HOUR).order_by()
