"""The message that a supervisor asks why a restricted participant was opened."""

from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from participants.models import GlassBreak, GlassReview
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity
from portal.outbox.posting import Draft

ASKED: Final = "participants.glass.asked"


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.glassbreak", _openings)
    kinds.register(
        ASKED,
        label="Asked about an opening",
        severity=Severity.HIGH,
        audience="staff",
        template="outbox/participants/glass_asked",
    )


def tell_asked(review: GlassReview, *, now: datetime) -> None:
    """Each question is a message of its own."""
    opening = review.glass_break
    dedupe = f"{ASKED}:{review.ref}:{now.isoformat()}"
    draft = Draft(ASKED, opening.person, opening, dedupe=dedupe, participant_id=opening.participant_id)
    posting.post_many([draft], now=now)


def _openings(user: Any) -> QuerySet[GlassBreak]:
    """One's own too: whoever opened a participant is asked about it after it has closed again."""
    if not user.is_staff:
        return GlassBreak.objects.none()
    rows = GlassBreak.objects.visible_to(user) | GlassBreak.objects.filter(person=user.pk)
    return rows.select_related("review__by")
