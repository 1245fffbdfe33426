"""The kinds of messages about signing a plan and about its review meetings, and how their rows are read.

A subject line is the kind and a reference, never a name or a text.
"""

from typing import Any, Final

from django.db.models import QuerySet

from participants.models import PlanReview, PlanVersion
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import Severity

FOLDER: Final = "outbox/participants"
KINDS: Final = (
    ("planversion", "sent", "Account plan to confirm", Severity.HIGH, "participant"),
    ("planversion", "taken_back", "Account plan taken back", Severity.NORMAL, "participant"),
    ("planversion", "confirmed", "Account plan confirmed: yours to sign", Severity.HIGH, "staff"),
    ("planversion", "returned", "Account plan returned with a reason", Severity.HIGH, "staff"),
    ("planversion", "agreed", "Account plan agreed", Severity.NORMAL, "both"),
    ("plantask", "amended", "Account plan amended by a task", Severity.NORMAL, "both"),
    ("plantask", "done_there", "Task of the account plan done by the participant", Severity.NORMAL, "staff"),
    ("planreview", "planned", "Review meeting planned", Severity.NORMAL, "both"),
    ("planreview", "moved", "Review meeting moved", Severity.HIGH, "both"),
    ("planreview", "canceled", "Review meeting canceled", Severity.HIGH, "both"),
    ("planreview", "held", "Minutes of the review meeting", Severity.NORMAL, "both"),
)


def register() -> None:
    """Called when the app is ready; tasks are registered as a subject beside their deadlines."""
    subjects.register("participants.planversion", _versions)
    subjects.register("participants.planreview", _reviews)
    for noun, verb, label, severity, audience in KINDS:
        kinds.register(
            f"participants.{noun}.{verb}",
            label=label,
            severity=severity,
            audience=audience,
            template=f"{FOLDER}/{noun}_{verb}",
        )


def _versions(user: Any) -> QuerySet[PlanVersion]:
    return PlanVersion.objects.visible_to(user).select_related("plan", "participant")


def _reviews(user: Any) -> QuerySet[PlanReview]:
    return PlanReview.objects.visible_to(user).select_related("plan", "participant")
