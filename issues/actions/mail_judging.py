"""A person decides about a mail that did not go its way by itself."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues.actions.conversation import note_issue, write_down
from issues.actions.opening import open_issue
from issues.choices import Channel, MailState, Proof
from issues.mail_senders import sender_of
from issues.mail_texts import told
from issues.models import Category, IncomingMail, Issue, ReplyKey
from issues.permissions.mail import can_judge_mail, can_oversee_mail
from issues.rules.mail_parsing import ParsedMail, Unreadable, parse
from issues.rules.mail_quotes import mail_html
from participants.actions.letter_replies import receive_reply
from participants.actions.shape import require_reason
from participants.models import Contact, Participant
from portal.audit import trail
from portal.lifecycle.refusals import Refused

DECIDED: Final = "Somebody has decided about this e-mail already."
UNREADABLE: Final = "This e-mail cannot be read; it can only be discarded."
UNCHECKED: Final = "Say how you made sure who wrote it."
OF_ANOTHER: Final = (
    "Whoever wrote this is on file with another company, and {name} would read it. Put the person on file with "
    "{name} first, or keep the e-mail as a note."
)
NO_LETTER: Final = "This e-mail answers no letter."
LONGEST: Final = 1000
MOST_IN_NOTE: Final = 20_000


@transaction.atomic
def release_to_issue(
    *, mail: IncomingMail, by: User, now: datetime, issue: Issue, checked: str, contact: Contact | None = None
) -> IncomingMail:
    """It becomes the participant's word in an issue, after a person made sure who wrote it."""
    mail, parsed = _to_judge(mail, by)
    checked = _checked(checked)
    _require_own(mail, issue.participant, now)
    said = told(parsed)
    given = {"text": said.text, "files": said.files, "channel": Channel.MAIL, "draw": mail_html, "by": by, "now": now}
    comment = write_down(issue=issue, contact=contact, **given)
    return _decided(mail, MailState.FILED, "released", checked, by, now, issue=comment.issue, comment=comment)


@transaction.atomic
def release_as_note(*, mail: IncomingMail, by: User, now: datetime, issue: Issue) -> IncomingMail:
    """It is kept among the staff as a note, whoever wrote it; participants never read it."""
    mail, parsed = _to_judge(mail, by)
    text = told(parsed, without_files="It stays in the e-mail.").text[:MOST_IN_NOTE]
    head = f"E-mail {mail.ref} from {mail.sender or 'nobody'}; who wrote it is not proven."
    note = note_issue(issue=issue, text=f"{head}\n\n{_quoted(text)}", by=by, now=now, mentions=False)
    return _decided(mail, MailState.NOTED, "noted", "", by, now, issue=note.issue)


@transaction.atomic
def open_from_mail(
    *,
    mail: IncomingMail,
    by: User,
    now: datetime,
    participant: Participant,
    category: Category,
    title: str,
    checked: str,
    severity: int,
    proof: str = Proof.CALLED_BACK,
    contact: Contact | None = None,
) -> IncomingMail:
    """It opens an issue of a participant; where it answered one that is over, the new one continues that."""
    mail, parsed = _to_judge(mail, by)
    checked = _checked(checked)
    _require_own(mail, participant, now)
    said = told(parsed)
    former = mail.issue if mail.issue is not None and mail.issue.participant_id == participant.pk else None
    issue = open_issue(
        participant=participant,
        category=category,
        title=title,
        text=said.text,
        files=said.files,
        severity=severity,
        contact=contact,
        channel=Channel.MAIL,
        proof=proof,
        proof_detail=checked,
        follows=former if former is not None and not former.is_open else None,
        draw=mail_html,
        by=by,
        now=now,
    )
    comment = issue.comments.first()
    return _decided(mail, MailState.OPENED, "opened", checked, by, now, issue=issue, comment=comment)


@transaction.atomic
def release_to_letter(
    *, mail: IncomingMail, by: User, now: datetime, checked: str, contact: Contact | None = None
) -> IncomingMail:
    """It is kept as the answer to the letter that it follows, after a person made sure who wrote it."""
    mail, parsed = _to_judge(mail, by)
    checked = _checked(checked)
    if mail.letter is None:
        raise Refused(NO_LETTER)
    _require_own(mail, mail.letter.participant, now)
    said = told(parsed)
    receive_reply(
        letter=mail.letter,
        text=said.text,
        files=said.files,
        address=mail.sender,
        mail=mail.ref,
        contact=contact,
        now=now,
    )
    return _decided(
        mail, MailState.LETTER, "released", checked, by, now, participant=mail.letter.participant, contact=contact
    )


@transaction.atomic
def discard_mail(*, mail: IncomingMail, by: User, now: datetime, reason: str) -> IncomingMail:
    """Nothing follows from it; it stays on file with the reason."""
    mail = IncomingMail.objects.lock(mail.pk)
    can_judge_mail(by, mail).enforce()
    reason = require_reason(reason)
    _require_waiting(mail)
    return _decided(mail, MailState.DISCARDED, "discarded", reason, by, now)


@transaction.atomic
def end_reply_addresses(*, by: User, now: datetime, reason: str) -> int:
    """Every address for answers that was given out so far proves nothing any more. Returns how many keys ended."""
    can_oversee_mail(by).enforce()
    reason = require_reason(reason)
    ended = ReplyKey.objects.filter(ended_at=None).update(ended_at=now)
    trail.record("issues.mail.addresses_ended", by=by, at=now, reason=reason)
    return ended


def _to_judge(mail: IncomingMail, by: User) -> tuple[IncomingMail, ParsedMail]:
    """The locked mail, still undecided, and what it says."""
    mail = IncomingMail.objects.select_related("issue", "user", "letter__participant", "letter__written_by").lock(
        mail.pk
    )
    can_judge_mail(by, mail).enforce()
    _require_waiting(mail)
    try:
        return mail, parse(bytes(mail.source.raw))
    except Unreadable as error:
        raise Refused(UNREADABLE) from error


def _require_waiting(mail: IncomingMail) -> None:
    if not mail.waits:
        raise Refused(DECIDED)


def _require_own(mail: IncomingMail, participant: Participant, now: datetime) -> None:
    """What somebody of one company wrote is never read by another by a slip of the pen; strangers a person judges."""
    companies = {company.pk for company in sender_of(mail.sender, now=now).companies()}
    if companies and participant.pk not in companies:
        raise Refused(OF_ANOTHER.format(name=participant.name))


def _checked(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise Refused(UNCHECKED)
    return words[:LONGEST]


def _decided(
    mail: IncomingMail, state: str, verb: str, judgment: str, by: User, now: datetime, **facts: Any
) -> IncomingMail:
    if "issue" in facts:
        facts["participant"] = facts["issue"].participant
    changes = mail.apply(state=state, judged_by=by, judged_at=now, judgment=judgment[:LONGEST], **facts)
    trail.record(f"issues.mail.{verb}", of=mail, by=by, at=now, changes={"state": changes["state"]}, reason=judgment)
    return mail


def _quoted(text: str) -> str:
    """As a quotation in Markdown, line by line and with nothing in it that would be drawn."""
    return "\n".join(f">     {line}" for line in text.split("\n"))
