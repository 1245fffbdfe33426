"""What of disclosures moves along when two companies are joined."""

from django.db.models import QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.models import DisclosureLine, FileRelease


def lines(moving: Moving) -> QuerySet:
    """Not where the other company is named in the same disclosure."""
    kept = DisclosureLine.objects.filter(participant=moving.kept)
    return DisclosureLine.objects.filter(participant=moving.absorbed).exclude(disclosure__in=kept.values("disclosure"))


def register_moves() -> None:
    """Called when the app is ready."""
    register(
        Move("lines of disclosures", DisclosureLine, "participant", lines),
        Move("releases of files", FileRelease, "participant"),
    )
