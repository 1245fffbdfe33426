"""Training on other pages: a participant's at the desk, and one's own first page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from participants.models import Participant
from training.models import Enrollment
from training.positions import place, with_positions

SHOWN = 5


def coming_up(rows: QuerySet[Enrollment]) -> list[Enrollment]:
    """The next seats, offers and places in the line; offers first, since they expire."""
    ahead = rows.live().filter(session__ends_at__gt=timezone.now()).select_related("session__course", "contact")
    return list(ahead.order_by("offer_until", "session__starts_at", "id")[:SHOWN])


def training_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    rows = Enrollment.objects.visible_to(request.user).of(participant)
    return {"enrollments": coming_up(rows.annotate(position=place()))}


def my_training(request: HttpRequest, participant: Participant) -> dict[str, Any] | None:
    """Nothing where nobody is enrolled: the way to sessions is in the menu."""
    if request.user.acting_for.applying:
        return None
    found = with_positions(coming_up(Enrollment.objects.visible_to(request.user)))
    return {"enrollments": found, "my": True} if found else None
