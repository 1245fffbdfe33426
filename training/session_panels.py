"""Training on other pages: a participant's at the desk, and one's own first page."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from participants.models import Participant
from portal.scoping.prepared import PreparedFor
from training.models import Enrollment
from training.positions import place, with_positions

SHOWN = 5


def coming_up(rows: QuerySet[Enrollment], now: Any) -> QuerySet[Enrollment]:
    """The next seats, offers and places in the line; offers first, since they expire."""
    ahead = rows.live().filter(session__ends_at__gt=now).select_related("session__course", "contact")
    return ahead.order_by("offer_until", "session__starts_at", "id")[:SHOWN]


def _of(user: Any, participant: Any, now: Any) -> QuerySet[Enrollment]:
    return coming_up(Enrollment.objects.visible_to(user).of(participant).annotate(position=place()), now)


OF: Final = PreparedFor(_of)
OWN: Final = PreparedFor(lambda user, now: coming_up(Enrollment.objects.visible_to(user), now))


def training_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    return {"enrollments": OF.rows(request.user, participant=participant.pk, now=timezone.now())}


def my_training(request: HttpRequest, participant: Participant) -> dict[str, Any] | None:
    """Nothing where nobody is enrolled: the way to sessions is in the menu."""
    if request.user.acting_for.applying:
        return None
    found = with_positions(OWN.rows(request.user, now=timezone.now()))
    return {"enrollments": found, "my": True} if found else None
