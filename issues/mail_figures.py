"""Figures of incoming mail for the operations page and /metrics."""

from collections.abc import Iterator

from django.urls import reverse

from issues.choices import MailState
from issues.models import IncomingMail, Mailbox
from portal.outbox import more_figures
from portal.outbox.figures import counted
from portal.outbox.more_figures import Figure


def register() -> None:
    """Called when the app is ready."""
    more_figures.register("incoming mail", figures)


def figures() -> Iterator[Figure]:
    """What waits for people, and what the last comparison of the mailbox found missing."""
    address = reverse("issues:mail-list")
    rows = IncomingMail.objects.all()
    pending, quarantined = (counted(rows.filter(state=state)) for state in (MailState.PENDING, MailState.QUARANTINED))
    gap = sum(Mailbox.objects.values_list("gap", flat=True))
    yield Figure("portal_incoming_mail_waiting", "E-mails that wait for a decision", pending, url=address)
    yield Figure(
        "portal_incoming_mail_quarantined", "E-mails in quarantine", quarantined, url=f"{address}?view=quarantine"
    )
    yield Figure(
        "portal_incoming_mail_missing", "E-mails of the mailbox missing here", gap, url=reverse("issues:mailbox")
    )
