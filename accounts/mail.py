"""Account mails (codes, links, notices of a changed sign-in) go through the outbox, encrypted until they are sent.

They leave by the worker and not in the request, so an answer takes as long for an unknown address as for a known one.
Without a queue they wait for the next sweep.
"""

from datetime import datetime
from typing import Final

from django.core.mail import EmailMessage

from portal.outbox import kinds, posting
from portal.outbox.choices import Severity

SIGN_IN: Final = "accounts.mail.sign_in"
INVITATION: Final = "accounts.mail.invitation"


def register() -> None:
    """Called once, when the app is ready."""
    for code, label in ((SIGN_IN, "Sign-in"), (INVITATION, "Invitation")):
        kinds.register(code, label=label, severity=Severity.CRITICAL, audience="both", optional=False, sealed=True)


def post_sign_in(message: EmailMessage, *, now: datetime, known: bool) -> None:
    """A code, a link or a notice; to an address without an account nothing leaves, at the same cost."""
    posting.post_sealed(message, kind=SIGN_IN, now=now, send=known)


def post_invitation(message: EmailMessage, *, now: datetime, expires_at: datetime) -> None:
    """An invitation is worth sending as long as its link works."""
    posting.post_sealed(message, kind=INVITATION, now=now, expires_at=expires_at)
