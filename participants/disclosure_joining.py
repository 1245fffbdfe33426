"""What of disclosures moves along when two companies are joined."""

from django.db.models import QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.models import DisclosureItem, DisclosureLine, FileRelease


def lines(moving: Moving) -> QuerySet:
    """Not where the other company is named in the same disclosure."""
    kept = DisclosureLine.objects.filter(participant=moving.kept)
    return DisclosureLine.objects.filter(participant=moving.absorbed).exclude(disclosure__in=kept.values("disclosure"))


def items(moving: Moving) -> QuerySet:
    """With their lines; before these, since afterwards one would not tell which have moved."""
    return DisclosureItem.objects.filter(participant=moving.absorbed, line__in=lines(moving))


def register_moves() -> None:
    """Called when the app is ready."""
    register(
        Move("items of disclosures", DisclosureItem, "participant", items),
        Move("lines of disclosures", DisclosureLine, "participant", lines),
        Move("releases of files", FileRelease, "participant"),
    )
