"""On a participant's page: how much of what it should know somebody there has learned, and its training needs."""

from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest

from participants import participant_reading
from participants.models import Participant
from training.models import TrainingCoverage, TrainingNeed
from training.rules.need_moves import STILL_OPEN


def read_along() -> None:
    """Figures and the number of open needs come with the participant. Whoever sees it sees them as well."""
    participant_reading.also("coverage", _coverage)
    participant_reading.also("open_needs", _open_needs)


def _coverage(user: Any) -> Subquery:
    rows = TrainingCoverage.objects.filter(participant=OuterRef("pk"))
    return Subquery(rows.values(found=JSONObject(covered="covered", wanted="wanted", expiring="expiring")))


def _open_needs(user: Any) -> Coalesce:
    rows = TrainingNeed.objects.filter(participant=OuterRef("pk"), state__in=STILL_OPEN).order_by()
    return Coalesce(Subquery(rows.values("participant").annotate(number=Count("pk")).values("number")), 0)


def training_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """What came with the participant, and the right to propose a training; no statement."""
    user = request.user
    everywhere = user.can("training.manage") or user.can("participants.edit_all")
    return {
        "participant": participant,
        "coverage": participant.coverage,
        "needs": participant.open_needs,
        "may_propose": user.can("training.enroll") and (everywhere or participant.assigned),
    }
