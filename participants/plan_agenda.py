"""What a review meeting of a plan talks about, read from the plan and the facts as the person may see them."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from participants import facts
from participants.actions.plans import as_kept
from participants.choices import MeetingState, PointKind, TaskState
from participants.models import AccountPlan, PlanReview, PlanTask, PlanVersion, ReviewPoint
from participants.plan_reading import Reading
from participants.rules.plan_reviews import Point, agenda, in_words, new_facts, next_review
from portal.calendars import loading
from portal.calendars.days import next_such_day
from portal.scoping.today import MARKET_ZONE, market_day

CALENDAR: Final = "ercot-business"
BEGINS: Final = time(10, 0)
LASTS: Final = timedelta(hours=1)
NOT_NEWS: Final = frozenset({"last-contact"})


def proposed(plan: AccountPlan, now: datetime) -> tuple[str, datetime, datetime]:
    """Title, begin and end of the next quarterly review: a Business Day at ten in the morning."""
    held = PlanReview.objects.filter(plan=plan, state=MeetingState.HELD).order_by("-starts_at").first()
    last = market_day(held.starts_at) if held is not None else None
    wanted = next_review(plan.starts_on, plan.ends_on, last, market_day(now))
    day = next_such_day(loading.current(CALENDAR)[1], wanted)
    begins = datetime.combine(day, BEGINS, MARKET_ZONE)
    return f"Quarterly review, {day:%B} {day.year}", begins, begins + LASTS


def agenda_of(version: PlanVersion, user: Any, now: datetime) -> list[Point]:
    """The points as they follow from the agreed version on this day. A fixed number of statements."""
    today = market_day(now)
    reading = Reading(version, user, today, inner=True)
    participant = version.plan.participant
    found = as_kept(facts.gather(participant, user=user, now=now, shared=True))
    inside = as_kept(facts.gather(participant, user=user, now=now, shared=False))
    of_plan = ReviewPoint.objects.filter(review__plan=version.plan)
    held = of_plan.filter(review__state=MeetingState.HELD)
    seen = held.filter(kind=PointKind.AGENDA).exclude(about="").values_list("about", flat=True)
    return agenda(
        tasks=reading.tasks,
        objectives=reading.objectives,
        risks=reading.risks,
        news=new_facts(version.situation, found, seen),
        inner=_urgent(inside),
        actions=_actions(version, held),
    )


def _urgent(sections: list[dict[str, Any]]) -> list[Point]:
    """What of the inside presses; the participant never reads these points."""
    lines = [
        (section["title"], line) for section in sections if section["key"] not in NOT_NEWS for line in section["lines"]
    ]
    return [Point(f"{title}: {in_words(line)}", line["ref"], False) for title, line in lines if line["urgent"]]


def _actions(version: PlanVersion, points: Any) -> tuple[int, int] | None:
    """How many action items the last held review had, and how many of their tasks are done."""
    last = points.order_by("-review__starts_at").values_list("review", flat=True).first()
    if last is None:
        return None
    lines = list(points.filter(review=last, kind=PointKind.ACTION, shared=True).values_list("task_line", flat=True))
    done = PlanTask.objects.filter(version=version, line__in=[one for one in lines if one], state=TaskState.DONE)
    return len(lines), done.count()


def review_due(plan: AccountPlan, reviews: list[PlanReview], today: date) -> date | None:
    """The day of the next quarterly review while none is planned; None after the plan has ended."""
    if any(row.state == MeetingState.PLANNED for row in reviews) or plan.ends_on < today:
        return None
    held = [market_day(row.starts_at) for row in reviews if row.state == MeetingState.HELD]
    return next_review(plan.starts_on, plan.ends_on, max(held, default=None), today)
