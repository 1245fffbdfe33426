"""A mail that answers something outside of issues: a letter of the staff, or an invitation to a meeting."""

from datetime import datetime

from django.db import transaction

from issues.actions.mail_filing import with_or_without_files
from issues.choices import MailReason, MailState
from issues.mail_senders import Sender, copy_answered
from issues.mail_texts import Told, told
from issues.models import IncomingMail
from issues.rules.mail_parsing import ParsedMail
from issues.rules.mail_verdicts import Decision
from participants.actions.letter_replies import receive_reply
from participants.actions.meeting_answers import answer_invitation
from participants.choices import AnswerWay
from participants.models import LetterReply
from portal.lifecycle.refusals import Refused

OF_MACHINES = "Files of automatic answers are not stored."


@transaction.atomic
def answer_letter(
    *, mail: IncomingMail, parsed: ParsedMail, sender: Sender, automatic: bool, now: datetime
) -> Decision:
    """It is kept with the letter, for the staff only, and whoever wrote the letter hears of it."""
    copy = copy_answered(sender, parsed.sender, mail.letter, close=True)
    mail.contact = copy.contact
    given = {"letter": mail.letter, "address": parsed.sender, "mail": mail.ref, "contact": copy.contact, "now": now}

    def keep(said: Told) -> LetterReply:
        return receive_reply(text=said.text, files=said.files, person=sender.user, automatic=automatic, **given)

    if automatic:
        keep(told(parsed, without_files=OF_MACHINES))
    else:
        with_or_without_files(parsed, keep)
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
