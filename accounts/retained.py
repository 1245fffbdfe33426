"""Personal data of accounts that serve no purpose any more."""

from datetime import datetime

from django.db.models import QuerySet

from accounts import retention
from accounts.models import Invitation
from accounts.retention import Retained
from portal.audit import history


def register() -> None:
    retention.register(
        Retained(
            "invitations",
            "Invitations that led to nothing",
            "The invitation, with name and address.",
            "from the day it expired",
            unused_invitations,
            lambda rows: rows.delete()[0],
        )
    )
    retention.register(
        Retained(
            "history",
            "What people’s names and addresses were",
            "Old and new names, addresses, phones and job titles in the history of rows. That they changed, when and by"
            " whom stays, and so does what holds today.",
            "from the day of the change",
            history.telling_of_people,
            history.erase_changes,
        )
    )


def unused_invitations(before: datetime) -> QuerySet:
    """Accepted ones stay: they say how somebody came in."""
    return Invitation.objects.filter(accepted_at=None, expires_at__lt=before)
