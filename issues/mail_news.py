"""What people hear of mail that came in: the sender, once known and believed, by one fixed text; the owner of an issue
of a mail that waits. Nothing that a mail says is repeated to anybody.
"""

from datetime import datetime
from typing import Final

from issues.models import IncomingMail, Issue
from issues.reply_addresses import for_message
from portal.lifecycle import subjects
from portal.outbox import kinds, replying
from portal.outbox.posting import Draft, post, post_many

ACKNOWLEDGED: Final = "issues.mail.acknowledged"
WAITING: Final = "issues.mail.waiting"


def register() -> None:
    """Called when the app is ready."""
    if "issues.issue" not in subjects.registered():
        subjects.register("issues.issue", lambda user: Issue.objects.visible_to(user))
    subjects.register("issues.incomingmail", lambda user: IncomingMail.objects.visible_to(user))
    kinds.register(
        ACKNOWLEDGED,
        label="Your e-mail has arrived",
        audience="participant",
        template="outbox/issues/mail_acknowledged",
        default_in_app=False,
    )
    kinds.register(
        WAITING,
        label="An e-mail waits for your decision",
        audience="staff",
        template="outbox/issues/mail_waiting",
    )
    replying.register("issues.issue", for_message)
    replying.register("participants.letter", for_message)


def acknowledge(mail: IncomingMail, *, now: datetime) -> None:
    """Tell the sender, known and believed, the number of the issue that the mail opened."""
    about = {"about": mail.issue, "dedupe": f"mail:{mail.ref}:acknowledged"}
    if mail.issue.reporter is not None:
        draft = Draft(ACKNOWLEDGED, mail.issue.reporter, **about)
    else:
        draft = Draft(ACKNOWLEDGED, address=mail.contact.email, **about)
    post_many([draft], now=now)


def tell_of_waiting(mail: IncomingMail, *, now: datetime) -> None:
    """Whoever owns the issue that the mail may belong to, or wrote the letter."""
    owner = mail.issue.owner if mail.issue is not None else None
    if mail.letter is not None:
        owner = mail.letter.written_by
    if owner is not None:
        post(WAITING, to=[owner], about=mail, dedupe=f"mail:{mail.ref}:waiting", now=now)
