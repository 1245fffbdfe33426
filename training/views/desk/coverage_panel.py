"""On a participant's page: how much of what it should know somebody there has learned, and its training needs."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from participants.models import Participant
from training import permissions
from training.rules.need_moves import STILL_OPEN


def training_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """Figures and open needs in one statement: whoever sees this page sees the participant's needs as well."""
    still_open = Count("training_needs", filter=Q(training_needs__state__in=STILL_OPEN))
    row = Participant.objects.filter(pk=participant.pk).select_related("training_coverage").annotate(needs=still_open)
    found = row.only("ref", "training_coverage").get()
    return {
        "participant": participant,
        "coverage": getattr(found, "training_coverage", None),
        "needs": found.needs,
        "may_propose": permissions.can_propose_need(request.user, participant),
    }
