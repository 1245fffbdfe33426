"""A mail of ours came back: the address is in trouble, and whoever wrote in the issue learns that nobody read it."""

from datetime import datetime
from typing import Final

from issues.choices import MailReason, MailState
from issues.mail_threads import issue_of
from issues.models import IncomingMail
from issues.rules.mail_reports import Report
from issues.rules.mail_verdicts import Decision
from portal.outbox import returns
from portal.outbox.actions.troubles import note_trouble
from portal.outbox.choices import MessageState, TroubleKind
from portal.outbox.models import OutboundMessage

SENT: Final = (MessageState.SENT, MessageState.SENDING)


def hear_report(*, mail: IncomingMail, report: Report, now: datetime) -> Decision:
    """What the report comes to, written into the mail's row by the caller; call it in the mail's transaction.

    Believed only where it names a mail that we sent, by the Message-ID that nobody else could know, and an address
    that this very mail went to.
    """
    message = _named(report)
    if message is None:
        return Decision(MailState.DROPPED, MailReason.UNRELATED_REPORT)
    mail.bounced = message.ref
    mail.participant_id = message.participant_id
    issue = issue_of(message)
    if issue is not None:
        mail.issue, mail.participant_id = issue, issue.participant_id
    if not report.failed:
        return Decision(MailState.BOUNCE, MailReason.DELAYED)
    note_trouble(address=message.address, kind=TroubleKind.BOUNCED, detail=report.words, now=now)
    returns.tell_message(message, now)
    return Decision(MailState.BOUNCE, MailReason.BOUNCED)


def _named(report: Report) -> OutboundMessage | None:
    rows = OutboundMessage.objects.filter(message_id__in=report.originals, state__in=SENT).defer("sealed")
    for message in rows:
        if not report.addresses or message.address.lower() in report.addresses:
            return message
    return None
