"""A colleague's learning plan: begun from the steps of a level, added to, moved, vouched for, ended."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.actions.learning_days import follow
from accounts.choices import Level, Role
from accounts.learning_permissions import can_keep_learning
from accounts.learning_sources import source
from accounts.models import LearningGoal, LearningPlan, LearningTemplate, User
from portal.audit import trail
from portal.calendars import loading
from portal.calendars.days import advance_days
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

CALENDAR: Final = "ercot-business"
MOST_GOALS: Final = 60
RUNS: Final = "There is a running learning plan already; end that first."
NO_STEPS: Final = "There are no steps for plans of this level."
OVER: Final = "This plan has ended; it stays as it is."
FACTS: Final = "This step is counted from facts ({label}); nobody ticks it by hand."
WHY: Final = "Say in a few words on what you rest your word."
PAST: Final = "Choose a day from the plan's first day on."


@transaction.atomic
def begin_learning_plan(
    *, person: User, by: User, now: datetime, level: str = "", starts_on: date | None = None
) -> LearningPlan:
    """Begin with the steps of a level, the own one unless another is named; their days count in Business Days."""
    person = User.objects.lock(person.pk)
    can_keep_learning(by, person, now).enforce()
    if not person.is_active or person.role != Role.ACCOUNT_MANAGER:
        raise Refused("Learning plans are for active account managers.")
    level, starts_on = level or person.level, starts_on or market_day(now)
    if level not in Level.values:
        raise Refused("This level is not one of the available choices.")
    if LearningPlan.objects.running().filter(person=person).exists():
        raise Refused(RUNS)
    templates = list(LearningTemplate.objects.filter(level=level, active=True))
    if not templates:
        raise Refused(NO_STEPS)
    plan = LearningPlan(person=person, level=level, starts_on=starts_on, begun_by=by, begun_at=now)
    with refusing({"learning_plan_one_runs": RUNS}):
        plan.save(force_insert=True)
    days = _days_after(starts_on, {row.in_days for row in templates})
    LearningGoal.objects.bulk_create(
        LearningGoal(
            plan=plan, kind=row.kind, subject=row.subject, title=row.title, times=row.times,
            target_on=days[row.in_days], order=row.order,
        )
        for row in templates
    )  # fmt: skip
    changes = {"level": ["", plan.get_level_display()], "from": ["", str(starts_on)]}
    trail.record("accounts.learningplan.begun", of=plan, by=by, at=now, changes=changes)
    follow(plan, by=by, now=now)
    return plan


@transaction.atomic
def add_goal(
    *,
    plan: LearningPlan,
    by: User,
    now: datetime,
    kind: str,
    title: str,
    target_on: date,
    subject: str = "",
    times: int = 1,
) -> LearningGoal:
    """One more step for this colleague alone."""
    plan = _locked(plan, by, now)
    known = source(kind)
    if known is None:
        raise Refused("This kind of step is not one of the available choices.")
    offered = {code for code, _ in known.subjects()} if known.subjects else {""}
    if subject not in offered:
        raise Refused("This subject is not one of the available choices.")
    title = " ".join(title.split())[:120]
    if not title:
        raise Refused("Say what is to be learned.")
    if not 1 <= times <= 100:
        raise Refused("Between once and a hundred times.")
    _require_day(plan, target_on)
    if plan.goals.count() >= MOST_GOALS:
        raise Refused(f"A plan has {MOST_GOALS} steps at most.")
    goal = LearningGoal(
        plan=plan, kind=kind, subject=subject, title=title, times=times, target_on=target_on, order=MOST_GOALS
    )
    goal.save(force_insert=True)
    trail.record("accounts.learningplan.step_added", of=plan, by=by, at=now, changes={"step": ["", title]})
    follow(plan, by=by, now=now)
    return goal


@transaction.atomic
def move_goal(*, goal: LearningGoal, by: User, now: datetime, target_on: date) -> LearningGoal:
    """Another day for one step."""
    plan = _locked(goal.plan, by, now)
    goal = LearningGoal.objects.lock(goal.pk)
    _require_day(plan, target_on)
    changes = goal.apply(target_on=target_on)
    if changes:
        trail.record(
            "accounts.learningplan.step_moved", of=plan, by=by, at=now, changes={goal.title: changes["target_on"]}
        )
        follow(plan, by=by, now=now, moved=goal)
    return goal


@transaction.atomic
def give_word(*, goal: LearningGoal, by: User, now: datetime, word: str) -> LearningGoal:
    """The mentor says that it was learned; refused where a fact would show it."""
    plan = _locked(goal.plan, by, now)
    goal = LearningGoal.objects.lock(goal.pk)
    known = source(goal.kind)
    if known is not None and known.progress is not None:
        raise Refused(FACTS.format(label=known.label.lower()))
    if goal.done_on is not None:
        raise Refused("It is done already.")
    word = word.strip()[:300]
    if not word:
        raise Refused(WHY)
    goal.apply(done_on=market_day(now), done_by=by, word=word)
    changes = {"step": ["", goal.title]}
    trail.record("accounts.learningplan.step_done", of=plan, by=by, at=now, changes=changes, reason=word)
    follow(plan, by=by, now=now)
    return goal


@transaction.atomic
def take_word_back(*, goal: LearningGoal, by: User, now: datetime, reason: str) -> LearningGoal:
    """The step is open again; the history keeps what was said."""
    plan = _locked(goal.plan, by, now)
    goal = LearningGoal.objects.lock(goal.pk)
    if goal.done_on is None:
        raise Refused("It is not done.")
    reason = reason.strip()[:300]
    if not reason:
        raise Refused("Say why.")
    goal.apply(done_on=None, done_by=None, word="")
    changes = {"step": [goal.title, ""]}
    trail.record("accounts.learningplan.step_reopened", of=plan, by=by, at=now, changes=changes, reason=reason)
    follow(plan, by=by, now=now)
    return goal


@transaction.atomic
def end_learning_plan(*, plan: LearningPlan, by: User, now: datetime, reason: str) -> LearningPlan:
    """Everything learned, or another plan follows; it stays in the competence record as it is."""
    plan = _locked(plan, by, now)
    reason = reason.strip()[:300]
    if not reason:
        raise Refused("Say why.")
    plan.apply(ended_at=now, ended_by=by, end_reason=reason)
    trail.record("accounts.learningplan.ended", of=plan, by=by, at=now, reason=reason)
    follow(plan, by=by, now=now)
    return plan


def _locked(plan: LearningPlan, by: User, now: datetime) -> LearningPlan:
    """The running plan, with its person, for whoever keeps it."""
    plan = LearningPlan.objects.select_related("person").lock(plan.pk)
    can_keep_learning(by, plan.person, now).enforce()
    if plan.ended_at is not None:
        raise Refused(OVER)
    return plan


def _require_day(plan: LearningPlan, day: date) -> None:
    if day < plan.starts_on:
        raise Refused(PAST)


def _days_after(first: date, counts: set[int]) -> dict[int, date]:
    """The last day of so many Business Days after the first."""
    _version, calendar = loading.current(CALENDAR)
    start = calendar.midnight(first.toordinal())
    try:
        return {count: market_day(advance_days(calendar, start, count, due_time="close")) for count in counts}
    except ValueError as unreachable:
        raise Refused("The calendar has no such working day.") from unreachable
