"""The list of participants with how much of what they should know they have learned."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from participants.models import Participant, Registration


def covered(user: Any) -> QuerySet[Participant]:
    """Participants the person may see that need any course, with their figures."""
    rows = Participant.objects.visible_to(user).filter(training_coverage__wanted__gt=0, joined_into=None)
    return rows.select_related("training_coverage")


def in_view(rows: QuerySet[Participant], view: str) -> QuerySet[Participant]:
    if view == "lacking":
        return rows.filter(training_coverage__covered__lt=F("training_coverage__wanted"))
    if view == "expiring":
        return rows.filter(training_coverage__expiring__gt=0)
    return rows


def holding_role(rows: QuerySet[Participant], role: Any) -> QuerySet[Participant]:
    held = Registration.objects.standing().filter(participant=OuterRef("pk"), role=role)
    return rows.filter(Exists(held))
