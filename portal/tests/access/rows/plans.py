"""Account plans at the desk: whoever sees the participant reads them, whoever may edit it writes them."""

from portal.tests.access.profiles import ASSIGNED, DESK, Row, form, page

P = "participants:plan-"
LINE = {"kind": "=risk", "ref": "plan_line"}

ROWS: dict[str, Row] = {
    P + "list": page(DESK),
    P + "open": form(ASSIGNED, of="participant"),
    P + "detail": page(DESK, of="plan"),
    P + "change": form(ASSIGNED, of="plan"),
    P + "draft": form(ASSIGNED, of="plan"),
    P + "remark": form(ASSIGNED, of="plan"),
    P + "version": page(DESK, of="plan_version"),
    P + "version-write": form(ASSIGNED, of="plan_version"),
    P + "version-gather": form(ASSIGNED, of="plan_version"),
    P + "version-discard": form(ASSIGNED, of="plan_version"),
    P + "version-template": form(ASSIGNED, of="plan_version"),
    P + "line-add": form(ASSIGNED, of={"ref": "plan_version", "kind": "=task"}),
    P + "line-change": form(ASSIGNED, of=LINE),
    P + "line-remove": form(ASSIGNED, of=LINE),
    P + "line-measure": form(ASSIGNED, of={"kind": "=objective", "ref": "plan_goal"}),
    P + "proposal-accept": form(ASSIGNED, of={"ref": "plan_version", "proposal": "plan_proposal"}),
    P + "proposal-reject": form(ASSIGNED, of="plan_proposal"),
    P + "task": page(DESK, of="plan_task"),
    P + "task-preview": page(DESK),
    P + "task-place": form(ASSIGNED, of="plan_draft_task"),
    P + "task-finish": form(ASSIGNED, of="plan_task"),
    P + "task-drop": form(ASSIGNED, of="plan_task"),
    P + "task-reopen": form(ASSIGNED, of="plan_task"),
}
