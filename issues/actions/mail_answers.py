"""A mail that answers something outside of issues: a letter of the staff, or an invitation to a meeting."""

from datetime import datetime

from django.db import transaction

from issues.choices import MailReason, MailState
from issues.mail_senders import Sender, copy_answered
from issues.mail_texts import told
from issues.models import IncomingMail
from issues.rules.mail_parsing import ParsedMail
from issues.rules.mail_verdicts import Decision
from participants.actions.letter_replies import receive_reply
from participants.actions.meeting_answers import answer_invitation
from participants.choices import AnswerWay
from portal.lifecycle.refusals import Refused

FILES_STAY = "It stays in the e-mail."


@transaction.atomic
def answer_letter(
    *, mail: IncomingMail, parsed: ParsedMail, sender: Sender, automatic: bool, now: datetime
) -> Decision:
    """It is kept with the letter, for the staff only, and whoever wrote the letter hears of it."""
    copy = copy_answered(sender, parsed.sender, mail.letter, close=True)
    mail.contact = copy.contact
    receive_reply(
        letter=mail.letter,
        text=told(parsed, without_files=FILES_STAY).text,
        address=parsed.sender,
        mail=mail.ref,
        contact=copy.contact,
        person=sender.user,
        automatic=automatic,
        now=now,
    )
    return Decision(MailState.LETTER, MailReason.AUTO_REPLY if automatic else "")


@transaction.atomic
def answer_from_calendar(*, mail: IncomingMail, parsed: ParsedMail, now: datetime) -> Decision:
    """The guest accepts or declines; an answer to a version from before the meeting was moved is left aside."""
    said = parsed.contents.answer
    given = {"answer": said.answer, "remark": said.remark, "sequence": said.sequence}
    try:
        with transaction.atomic():
            answer_invitation(guest=mail.guest, way=AnswerWay.CALENDAR, now=now, **given)
    except Refused:
        return Decision(MailState.DROPPED, MailReason.OUTDATED)
    return Decision(MailState.ANSWERED)
