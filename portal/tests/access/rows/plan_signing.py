"""Signing account plans and their review meetings on both sides; the plans named are Prairie Lantern's."""

from portal.tests.access.profiles import (
    API_OWN_ROW,
    ASSIGNED,
    DESK,
    MEMBERS,
    MY_MEMBERS,
    Row,
    endpoint,
    form,
    page,
    profile,
    row,
)
from portal.tests.access.rows.api import CHANGE, FILE, MAY_ADD

P = "participants:plan-"
R = "rest:plan"
MY_OWN = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
# One's own pages answer GET only; who finds no row there is told of the method first.
MY_METHOD = profile(participants="method", staff="missing", prospect="missing")
# A draft is not there for participants.
DRAFT_READ = profile(participants="missing", staff="ok")
DRAFT_CHANGE = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
STAFF_ASK_REVIEWS = profile(participants="forbidden", staff="ok", prospect="missing")
CONFIRM = profile(participants="missing", staff="forbidden", member="ok", org_admin="ok")

ROWS: dict[str, Row] = {
    P + "send": form(ASSIGNED, of="plan_version"),
    P + "take-back": form(ASSIGNED, of="plan_sent"),
    P + "sign": form(ASSIGNED, of="plan_sent"),
    P + "paper": page(DESK, of="plan_agreed"),
    P + "review-plan": form(ASSIGNED, of="plan"),
    P + "review": page(DESK, of="plan_review"),
    P + "review-move": form(ASSIGNED, of="plan_review"),
    P + "review-cancel": form(ASSIGNED, of="plan_review"),
    P + "review-agenda": form(ASSIGNED, of="plan_review"),
    P + "review-point": form(ASSIGNED, of={"ref": "plan_review", "kind": "=action"}),
    P + "review-hold": form(ASSIGNED, of="plan_review"),
    P + "review-brief": page(DESK, of="plan_review"),
    P + "point-remove": form(ASSIGNED, of="plan_point"),
    P + "point-take-up": form(ASSIGNED, of="plan_point"),
    "my-plan": page(MY_MEMBERS | {"agent": "forbidden"}),
    "my-plan-version": row(get=MY_OWN, post=MY_METHOD, of="plan_agreed"),
    "my-plan-confirm": form(MY_OWN, of="plan_sent"),
    "my-plan-return": form(MY_OWN, of="plan_sent"),
    "my-plan-paper": row(get=MY_OWN, post=MY_METHOD, of="plan_agreed"),
    "my-plan-task": form(MY_OWN, of="plan_their_task"),
    "my-plan-review": row(get=MY_OWN, post=MY_METHOD, of="plan_review"),
    R + "s-list": endpoint(get=MEMBERS, post=MAY_ADD | {"prospect": "missing"}),
    R + "s-detail": endpoint(get=API_OWN_ROW, patch=CHANGE, of="plan"),
    R + "s-draft": endpoint(post=CHANGE, of="plan"),
    R + "-versions-list": endpoint(get=MEMBERS),
    R + "-versions-detail": endpoint(get=API_OWN_ROW, patch=CHANGE, of="plan_agreed"),
    R + "-versions-gather": endpoint(post=DRAFT_CHANGE, of="plan_version"),
    R + "-versions-send": endpoint(post=DRAFT_CHANGE, of="plan_version"),
    R + "-versions-discard": endpoint(post=DRAFT_CHANGE, of="plan_version"),
    R + "-versions-take-back": endpoint(post=CHANGE, of="plan_sent"),
    R + "-versions-sign": endpoint(post=CHANGE, of="plan_sent"),
    R + "-versions-confirm": endpoint(post=CONFIRM, of="plan_sent"),
    R + "-versions-send-back": endpoint(post=CONFIRM, of="plan_sent"),
    R + "-tasks-list": endpoint(get=MEMBERS, post=STAFF_ASK_REVIEWS),
    R + "-tasks-detail": endpoint(get=API_OWN_ROW, patch=CHANGE, of="plan_their_task"),
    R + "-tasks-place": endpoint(post=CHANGE, of="plan_their_task"),
    R + "-tasks-remove": endpoint(post=DRAFT_CHANGE, of="plan_draft_task"),
    R + "-tasks-finish": endpoint(post=FILE, of="plan_their_task"),
    R + "-tasks-drop": endpoint(post=FILE, of="plan_their_task"),
    R + "-tasks-reopen": endpoint(post=FILE, of="plan_their_task"),
    R + "-reviews-list": endpoint(get=MEMBERS, post=STAFF_ASK_REVIEWS),
    R + "-reviews-detail": endpoint(get=API_OWN_ROW, of="plan_review"),
    R + "-reviews-move": endpoint(post=CHANGE, of="plan_review"),
    R + "-reviews-cancel": endpoint(post=CHANGE, of="plan_review"),
    R + "-reviews-hold": endpoint(post=CHANGE, of="plan_review"),
    R + "-reviews-add-point": endpoint(post=CHANGE, of="plan_review"),
}
for _noun, _row in (("risk", "plan_line"), ("stakeholder", "plan_stakeholder"), ("milestone", "plan_milestone")):
    ROWS |= {
        f"{R}-{_noun}s-list": endpoint(get=MEMBERS, post=STAFF_ASK_REVIEWS),
        f"{R}-{_noun}s-detail": endpoint(get=DRAFT_READ, patch=DRAFT_CHANGE, of=_row),
        f"{R}-{_noun}s-remove": endpoint(post=DRAFT_CHANGE, of=_row),
    }
ROWS |= {
    R + "-milestones-reach": endpoint(post=DRAFT_CHANGE, of="plan_milestone"),
    R + "-objectives-list": endpoint(get=MEMBERS, post=STAFF_ASK_REVIEWS),
    R + "-objectives-detail": endpoint(get=API_OWN_ROW, patch=CHANGE, of="plan_goal"),
    R + "-objectives-remove": endpoint(post=CHANGE, of="plan_goal"),
    R + "-objectives-measure": endpoint(post=CHANGE, of="plan_goal"),
}
