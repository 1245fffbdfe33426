"""The demo world's review meetings: one held with decisions and action items, one ahead, and a plan once returned."""

from datetime import datetime, timedelta
from typing import Final

from participants.actions.plan_reviews import add_point, hold_review, plan_review, take_up_action
from participants.choices import PlanSide, PlanState, PointKind
from participants.models import AccountPlan, PlanVersion
from participants.plan_agenda import proposed
from portal.scoping.today import MARKET_ZONE, market_day

HELD_FOR: Final = "High Plains Municipal"
AHEAD_FOR: Final = (HELD_FOR, "Blue Mesa Trading")
HELD_BEFORE: Final = timedelta(days=35)
HOUR: Final = timedelta(hours=1)
PLACE: Final = "Video call; the link is in the invitation"


def fill_plan_reviews(*, now: datetime) -> None:
    """After the plans: what is agreed there is looked at here."""
    plans = {plan.participant.name: plan for plan in AccountPlan.objects.select_related("participant", "owner")}
    if HELD_FOR in plans:
        _held(plans[HELD_FOR], now)
    for name in AHEAD_FOR:
        if name in plans and PlanVersion.objects.filter(plan=plans[name]).agreed().exists():
            title, starts_at, ends_at = proposed(plans[name], now)
            when = {"starts_at": starts_at, "ends_at": ends_at, "place": PLACE}
            plan_review(plan=plans[name], title=title, by=plans[name].owner, now=now, **when)


def _held(plan: AccountPlan, now: datetime) -> None:
    begun = (now - HELD_BEFORE).astimezone(MARKET_ZONE).replace(hour=10, minute=0, second=0, microsecond=0)
    who = {"by": plan.owner, "now": begun + HOUR}
    when = {"starts_at": begun, "ends_at": begun + HOUR, "place": "At their office"}
    review = plan_review(plan=plan, title="Autumn review", by=plan.owner, now=begun - timedelta(days=14), **when)
    given = {"review": review, **who}
    add_point(
        kind=PointKind.DECISION, text="The treasurer joins the monthly call until the new analyst works alone.", **given
    )
    due = market_day(now) + timedelta(days=21)
    action = {"kind": PointKind.ACTION, "due_on": due}
    small = add_point(text="Send the list of stand-ins once more", side=PlanSide.PARTICIPANT, **action, **given)
    add_point(text="Walk through one settlement statement together", side=PlanSide.OPERATOR, **action, **given)
    if not PlanVersion.objects.filter(plan=plan, state=PlanState.IN_REVIEW).exists():
        take_up_action(point=small, at_once=True, **who)
    minutes = (
        "We went through the objectives one by one. Invoices are checked earlier than in spring; the one that was "
        "missed had gone to somebody who left. The council decides about the agent next year."
    )
    hold_review(review=review, minutes=minutes, **who)
