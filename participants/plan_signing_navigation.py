"""What signing and review meetings add to the desk's page of a plan, and the plan in the participants' menu."""

from typing import Any

from django.utils import timezone

from participants import permissions
from participants.choices import MeetingState, PlanState
from participants.models import PlanReview, PlanVersion
from participants.plan_agenda import review_due
from participants.plan_audiences import whole_members
from portal.scoping.today import market_day
from portal.web import navigation, panels

REVIEWS = 12
BACK = ("returned", "taken back")


def register() -> None:
    """Called when the app is ready."""
    templates = "participants/_plan"
    panels.register("plan", "signing", template=f"{templates}_signing.html", context=buttons, place="top", order=90)
    panels.register(
        "plan", "sign-off", template=f"{templates}_sign_off.html", context=sign_off, place="aside", order=10
    )
    panels.register("plan", "reviews", template=f"{templates}_reviews.html", context=reviews, order=50)
    navigation.register(
        "my",
        "plan",
        "Account plan",
        "notebook-text",
        "my-plan",
        order=33,
        match=("my-plan",),
        visible=_whole,
    )


def _whole(user: Any) -> bool:
    """Plans concern the company itself, as a whole; who only applies has none."""
    acting = user.acting_for
    return (
        acting is not None and not acting.applying and not acting.narrowed and bool(permissions.can_read_own_plan(user))
    )


def buttons(request: Any, version: PlanVersion) -> dict[str, Any]:
    waiting = version.state == PlanState.IN_REVIEW
    may_write = permissions.can_write_plan(request.user, version.plan)
    return {
        "version": version,
        "may_send": may_write and version.state == PlanState.DRAFT,
        "may_take_back": may_write and waiting,
        "may_sign": waiting and not version.signed_at and permissions.can_sign_plan(request.user, version.plan),
    }


def sign_off(request: Any, version: PlanVersion) -> dict[str, Any] | None:
    """Whose word is missing, or why the version came back; nothing of one that holds."""
    if version.state == PlanState.DRAFT:
        last = version.steps.filter(what__in=(*BACK, "sent")).select_related("by").order_by("-at", "-id").first()
        return {"version": version, "back": last} if last is not None and last.what in BACK else None
    if version.state != PlanState.IN_REVIEW:
        return None
    today = market_day(timezone.now())
    people = [] if version.confirmed_at else whole_members([version.participant_id], today)[version.participant_id]
    return {"version": version, "people": people}


def reviews(request: Any, version: PlanVersion) -> dict[str, Any] | None:
    """The meetings about the plan, and when the next one is due; from the first agreed version on."""
    plan = version.plan
    rows = list(PlanReview.objects.visible_to(request.user).filter(plan=plan).order_by("-starts_at", "-id")[:REVIEWS])
    agreed = version.state == PlanState.AGREED or PlanVersion.objects.filter(plan=plan).agreed().exists()
    if not agreed and not rows:
        return None
    planned = any(row.state == MeetingState.PLANNED for row in rows)
    due = review_due(plan, rows, market_day(timezone.now()))
    may_write = permissions.can_write_plan(request.user, plan)
    return {"plan": plan, "rows": rows, "due": due, "may_plan": may_write and agreed and not planned}
