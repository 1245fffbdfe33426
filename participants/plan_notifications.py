"""What messages and clocks of plans are about, and the kinds of messages about their tasks.

A subject line is the kind and a reference, never a name or a text.
"""

from typing import Any, Final

from django.db.models import QuerySet

from participants.actions.plan_days import follow_task_clocks
from participants.models import PlanTask
from participants.plan_audiences import TASK_AUDIENCES, people_for_tasks
from portal.calendars import audiences, followers
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import Severity

FOLDER: Final = "outbox/participants"
KINDS: Final = (
    ("ahead", "Task of the account plan due soon", Severity.NORMAL, "both"),
    ("due", "Task of the account plan due", Severity.NORMAL, "both"),
    ("late", "Task of the account plan overdue", Severity.HIGH, "both"),
    ("escalated", "Overdue task of an account plan escalated", Severity.HIGH, "staff"),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.plantask", _tasks)
    audiences.register("participants.plantask", people_for_tasks, words=TASK_AUDIENCES)
    followers.register("participants.plantask", follow_task_clocks)
    for verb, label, severity, audience in KINDS:
        kinds.register(
            f"participants.plantask.{verb}",
            label=label,
            severity=severity,
            audience=audience,
            template=f"{FOLDER}/plan_task_{verb}",
        )


def _tasks(user: Any) -> QuerySet[PlanTask]:
    """With all that a message names; of the operator's people a participant's reader may not read every column."""
    return PlanTask.objects.visible_to(user).select_related("participant", "contact")
