"""Who may do what to a participant, a module a noun; button, API and log share the sentence of each answer no.

Staff's rights follow from capabilities and from today's assignments; a participant's user's from the
membership acted under (`user.acting_for`).
"""

from participants.permissions.answers import JOINED, NOT_FOUND
from participants.permissions.applications import can_invite_applicant, can_take_application, can_work_on_application
from participants.permissions.changes import (
    can_acknowledge,
    can_ask_for_changes,
    can_comment_on_change,
    can_prepare_change,
    can_review_change,
    can_sign_change,
    can_tick_steps,
    can_withdraw_change,
)
from participants.permissions.checklists import (
    CLIENT_SERVICES,
    can_ask_participant,
    can_ask_waiver,
    can_ask_waivers,
    can_decide_version,
    can_decide_versions,
    can_decide_waiver,
    can_note,
    can_open_checklist,
    can_plan,
    can_review,
    can_submit,
    department_of,
    reviewable_by,
)
from participants.permissions.follow_ups import can_work_on, can_write_follow_ups, workable
from participants.permissions.letters import can_take_back
from participants.permissions.obligations import (
    can_cancel,
    can_excuse,
    can_file,
    can_review_filing,
    can_see_campaigns,
    can_start_campaigns,
)
from participants.permissions.participants import (
    can_add,
    can_assign,
    can_break_glass,
    can_edit,
    can_edit_catalog,
    can_export,
    can_import,
    can_join,
    can_restrict,
    can_view,
    editable,
)
from participants.permissions.people import can_edit_people, can_invite
from participants.permissions.plan_signing import can_sign_plan
from participants.permissions.plans import can_confirm_plan, can_see_plans, can_work_on_task, can_write_plan
from participants.permissions.registrations import (
    can_approve,
    can_issue_letter,
    can_move,
    can_qualify,
    can_suspend,
    can_terminate,
    movable,
)

__all__ = [
    "CLIENT_SERVICES",
    "JOINED",
    "NOT_FOUND",
    "can_acknowledge",
    "can_add",
    "can_approve",
    "can_ask_for_changes",
    "can_ask_participant",
    "can_ask_waiver",
    "can_ask_waivers",
    "can_assign",
    "can_break_glass",
    "can_cancel",
    "can_comment_on_change",
    "can_confirm_plan",
    "can_decide_version",
    "can_decide_versions",
    "can_decide_waiver",
    "can_edit",
    "can_edit_catalog",
    "can_edit_people",
    "can_excuse",
    "can_export",
    "can_file",
    "can_import",
    "can_invite",
    "can_invite_applicant",
    "can_issue_letter",
    "can_join",
    "can_move",
    "can_note",
    "can_open_checklist",
    "can_plan",
    "can_prepare_change",
    "can_qualify",
    "can_restrict",
    "can_review",
    "can_review_change",
    "can_review_filing",
    "can_see_campaigns",
    "can_see_plans",
    "can_sign_change",
    "can_sign_plan",
    "can_start_campaigns",
    "can_submit",
    "can_suspend",
    "can_take_application",
    "can_take_back",
    "can_terminate",
    "can_tick_steps",
    "can_view",
    "can_withdraw_change",
    "can_work_on",
    "can_work_on_application",
    "can_work_on_task",
    "can_write_follow_ups",
    "can_write_plan",
    "department_of",
    "editable",
    "movable",
    "reviewable_by",
    "workable",
]
