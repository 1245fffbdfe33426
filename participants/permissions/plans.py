"""Who may write account plans, sign them, and work on their tasks."""

from typing import Any

from participants.choices import OF_THE_COMPANY, AccessArea
from participants.models import AccountPlan, PlanTask
from participants.permissions.answers import holds
from participants.permissions.participants import can_edit, can_view
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_YOURS = "Only members of this company confirm its plan."
NOT_YOUR_AREA = "Your access is limited to other areas of your company's business."
AGENTS = Denied("An account plan is between the operator and the company itself; agents do not read it.")
NARROWED = "A plan concerns the whole company; your access is narrowed to registrations."


def can_see_plans(user: Any) -> Answer:
    return holds(user, "participants.view", "Only the staff see the plans of participants.")


def can_read_own_plan(user: Any) -> Answer:
    """Whether a participant's user reads the company's plan: members and administrators of the company itself."""
    acting = user.acting_for
    return Allowed() if acting is not None and acting.kind in OF_THE_COMPANY else AGENTS


def can_write_plan(user: Any, plan: AccountPlan) -> Answer:
    """Whoever may edit the participant."""
    return can_edit(user, plan.participant)


def can_confirm_plan(user: Any, plan: AccountPlan) -> Answer:
    """A member or administrator of the company itself, not narrowed; agents do not sign for their principal."""
    acting = user.acting_for
    if acting is None or acting.participant_id != plan.participant_id or acting.kind not in OF_THE_COMPANY:
        return Denied(NOT_YOURS)
    if not acting.covers(AccessArea.PLAN):
        return Denied(NOT_YOUR_AREA)
    return Denied(NARROWED) if acting.narrowed else Allowed()


def can_work_on_task(user: Any, task: PlanTask) -> Answer:
    """At the desk whoever may edit the participant, or owns the task and may still see the participant; of the company
    whoever may confirm its plan."""
    if not user.is_staff:
        return can_confirm_plan(user, task.version.plan)
    if task.owner_id == user.pk and user.can("participants.edit_assigned"):
        return can_view(user, task.version.plan.participant)
    return can_edit(user, task.version.plan.participant)
