"""What of complexity moves along when two companies are joined."""

from django.db.models import QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.models import AcceptedMatch, Complexity


def marks(moving: Moving) -> QuerySet:
    """The mark moves where the other company had none."""
    rows = Complexity.objects.filter(participant=moving.absorbed)
    return rows.none() if Complexity.objects.filter(participant=moving.kept).exists() else rows


def register_moves() -> None:
    """Called when the app is ready."""
    register(
        Move("complexities of participants", Complexity, "participant", marks),
        Move("accepted assignments", AcceptedMatch, "participant"),
    )
