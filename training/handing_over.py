"""Seats in coming sessions and training needs are part of what is handed over with a participant."""

from participants.handing_over import Source
from participants.handing_over import register as register_sources
from training.models import Enrollment, TrainingNeed
from training.rules.enrollment_moves import LIVE
from training.rules.need_moves import STILL_OPEN


def register() -> None:
    """Called when the app is ready."""
    register_sources(
        Source(
            "session",
            "Training sessions",
            "graduation-cap",
            Enrollment,
            lambda rows: rows.filter(state__in=LIVE, session__state="published"),
            what=lambda row: f"{row.contact.name}: {row.session}",
            due="session__starts_at",
            joined=("session__course", "session__version", "contact"),
            order=90,
        ),
        Source(
            "need",
            "Training needs",
            "lightbulb",
            TrainingNeed,
            lambda rows: rows.filter(state__in=STILL_OPEN),
            order=95,
        ),
    )
