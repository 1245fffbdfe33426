"""Signing account plans and their review meetings on both sides; the plans named are Prairie Lantern's."""

from portal.tests.access.profiles import ASSIGNED, DESK, MY_MEMBERS, Row, form, page, profile, row

P = "participants:plan-"
MY_OWN = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
# One's own pages answer GET only; who finds no row there is told of the method first.
MY_METHOD = profile(participants="method", staff="missing", prospect="missing")

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
    "my-plan": page(MY_MEMBERS),
    "my-plan-version": row(get=MY_OWN, post=MY_METHOD, of="plan_agreed"),
    "my-plan-confirm": form(MY_OWN, of="plan_sent"),
    "my-plan-return": form(MY_OWN, of="plan_sent"),
    "my-plan-paper": row(get=MY_OWN, post=MY_METHOD, of="plan_agreed"),
    "my-plan-task": form(MY_OWN, of="plan_their_task"),
    "my-plan-review": row(get=MY_OWN, post=MY_METHOD, of="plan_review"),
}
