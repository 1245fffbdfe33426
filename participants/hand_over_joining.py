"""Which rows of hand-overs move along when two companies are joined: those the other company has none like."""

from django.db.models import Exists, OuterRef, QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.models import CoverageGap, HandOverLine, HandOverNote


def notes(moving: Moving) -> QuerySet:
    """All but those of hand-overs in which the other company stands as well."""
    theirs = HandOverNote.objects.filter(participant=moving.kept, hand_over=OuterRef("hand_over"))
    return HandOverNote.objects.filter(participant=moving.absorbed).exclude(Exists(theirs))


def gaps(moving: Moving) -> QuerySet:
    """Past ones; an open one closes by itself, because a joined company needs nobody."""
    return CoverageGap.objects.filter(participant=moving.absorbed, closed_at__isnull=False)


def register_moves() -> None:
    """Called when the app is ready."""
    register(
        Move("lines of hand-overs", HandOverLine, "participant"),
        Move("notes of hand-overs", HandOverNote, "participant", notes),
        Move("coverage gaps", CoverageGap, "participant", gaps),
    )
