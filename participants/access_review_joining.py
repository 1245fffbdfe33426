"""What of access reviews and of copies of data moves along when two companies are joined."""

from django.db.models import QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.choices import ExportState
from participants.models import AccessReview, AccessReviewLine, DataExport


def reviews(moving: Moving) -> QuerySet:
    """All of them, but for an open one where the other company has one open too."""
    rows = AccessReview.objects.filter(participant=moving.absorbed)
    return rows.attested() if AccessReview.objects.filter(participant=moving.kept).open().exists() else rows


def lines(moving: Moving) -> QuerySet:
    return AccessReviewLine.objects.filter(participant=moving.absorbed, review__in=reviews(moving))


def copies(moving: Moving) -> QuerySet:
    """Not those that wait: whoever asked acts for another company by now, and is told that there is none."""
    return DataExport.objects.filter(participant=moving.absorbed).exclude(state=ExportState.WAITING)


def register_moves() -> None:
    """Called when the app is ready. Lines stand before the reviews they follow."""
    register(
        Move("lines of access reviews", AccessReviewLine, "participant", lines),
        Move("access reviews", AccessReview, "participant", reviews),
        Move("copies of data", DataExport, "participant", copies),
    )
