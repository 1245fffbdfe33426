"""Who signs an account plan for the operator."""

from typing import Any

from participants.models import AccountPlan
from participants.permissions.participants import can_edit
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_YOURS_TO_SIGN = "The owner of the plan or a supervisor signs for the operator."


def can_sign_plan(user: Any, plan: AccountPlan) -> Answer:
    """The owner, as long as the participant is theirs to edit, and supervisors."""
    may_edit = can_edit(user, plan.participant)
    if not may_edit:
        return may_edit
    signs = user.pk == plan.owner_id or user.can("participants.edit_all")
    return Allowed() if signs else Denied(NOT_YOURS_TO_SIGN)
