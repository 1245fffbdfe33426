"""On a participant's page: how much of what it should know somebody there has learned, and its training needs."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest

from participants.models import Participant
from training.rules.need_moves import STILL_OPEN


def training_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """Figures, open needs and the right to propose one in one statement, since this page has many panels.

    Whoever sees this page sees the participant's needs as well.
    """
    user = request.user
    still_open = Count("training_needs", filter=Q(training_needs__state__in=STILL_OPEN))
    assigned = Exists(Participant.objects.assigned_to(user).filter(pk=OuterRef("pk")))
    rows = Participant.objects.filter(pk=participant.pk).select_related("training_coverage")
    found = rows.annotate(needs=still_open, assigned=assigned).only("ref", "training_coverage").get()
    everywhere = user.can("training.manage") or user.can("participants.edit_all")
    return {
        "participant": participant,
        "coverage": getattr(found, "training_coverage", None),
        "needs": found.needs,
        "may_propose": user.can("training.enroll") and (everywhere or found.assigned),
    }
