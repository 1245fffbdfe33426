"""The views of mail that came in, and the mailbox's standing for pages and figures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Q

from issues import mail_line
from issues.choices import MailState as S
from issues.mail_line import Unreachable
from issues.models import Category, IncomingMail, Mailbox, ReplyKey
from issues.querysets.mail import IncomingMailQuerySet
from portal.lifecycle.rows_along import RowsAlong

STATES: Final = {
    "waiting": (S.PENDING,),
    "quarantine": (S.QUARANTINED,),
    "filed": (S.FILED, S.OPENED, S.NOTED, S.LETTER, S.ANSWERED),
    "machines": (S.AUTOMATIC, S.BOUNCE, S.DROPPED),
    "discarded": (S.DISCARDED,),
}


def in_view(rows: IncomingMailQuerySet, view: str) -> IncomingMailQuerySet:
    return rows.filter(state__in=STATES[view])


def found_by(rows: IncomingMailQuerySet, words: str) -> IncomingMailQuerySet:
    """By the sender's address, the subject or the reference."""
    if not words:
        return rows
    return rows.filter(Q(sender__icontains=words) | Q(subject__icontains=words) | Q(ref__iexact=words))


@dataclass(frozen=True, slots=True)
class Standing:
    """What is set up, and how reading went last. `problem`: why nothing can be read, in words."""

    name: str
    problem: str
    mailbox: Mailbox | None
    believed: tuple[str, ...]
    reply_address: str
    without_dmarc: str
    category: Category | None
    key_made_at: datetime | None
    done_folder: str

    @property
    def configured(self) -> bool:
        return bool(self.name or self.problem)

    @property
    def healthy(self) -> bool:
        box = self.mailbox
        return bool(self.name and not self.problem and self.believed and box and not box.last_error and not box.gap)


def standing() -> Standing:
    """Three statements at most."""
    name, problem = "", ""
    try:
        address = mail_line.configured()
        name = address.name if address is not None else ""
    except Unreachable as error:
        problem = str(error)
    key = ReplyKey.objects.filter(ended_at=None).order_by("-id").first()
    return Standing(
        name=name,
        problem=problem,
        mailbox=Mailbox.objects.filter(name=name[:250]).first() if name else None,
        believed=tuple(settings.MAIL_AUTH_SERVERS),
        reply_address=settings.MAIL_REPLY_ADDRESS,
        without_dmarc=settings.MAIL_WITHOUT_DMARC,
        category=Category.objects.filter(code=settings.MAIL_CATEGORY).first(),
        key_made_at=key.made_at if key is not None else None,
        done_folder=settings.IMAP_DONE_FOLDER,
    )


# Mails that may belong to an issue and wait for somebody, the oldest first.
WAITING: Final = RowsAlong(
    "waiting_mail_rows",
    IncomingMail,
    ("ref", "sender", "reason", "received_at", "state"),
    lambda user: IncomingMail.objects.visible_to(user).to_judge().order_by("id"),
    of="issue",
)
