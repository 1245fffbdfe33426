"""Personal data of accounts that serve no purpose any more."""

from datetime import datetime

from django.db.models import QuerySet

from accounts import retention
from accounts.models import Invitation
from accounts.retention import Retained


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


def unused_invitations(before: datetime) -> QuerySet:
    """Accepted ones stay: they say how somebody came in."""
    return Invitation.objects.filter(accepted_at=None, expires_at__lt=before)
