"""The deadlines of a checklist's items: the last day by the plan, and the reviewing department's time.

Parts of other actions, which hold the item's lock and record their own verb.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from participants.models import ChecklistItem, LeadTime
from portal.calendars.actions.clocks import change_target, restart_clock, start_clock, stop_clock
from portal.calendars.actions.clocks_in_bulk import ClockRows
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.deadlines import FixedDay
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.scoping import wall

DUE: Final = "checklist-item"
REVIEW: Final = "checklist-review"
# The operator answers within so many days; read for applications, assumed for other items.
REVIEW_RULE: Final = "LT-QSE-REVIEW"


def start_due(items: Iterable[ChecklistItem], *, by: Any, now: datetime, reason: str) -> None:
    """Deadlines of items that have none yet, a few statements a calendar for any number."""
    for calendar, rows in _by_calendar(items).items():
        clocks = ClockRows(calendar=calendar, plan=DUE, now=now)
        for item in rows:
            rule = FixedDay(item.due_on, "close", "previous")
            clocks.add(subject=item, kind=DUE, label=_label(item), rule=rule, by=by, source=reason)
        clocks.write()


def due_clocks(items: Iterable[ChecklistItem]) -> dict[str, bool]:
    """Of those that have, or had, a deadline by a plan, whether it runs; one statement."""
    rows = Clock.objects.filter(subject_ref__in=[item.ref for item in items], kind=DUE).order_by("cycle")
    return {ref: state != ClockState.STOPPED for ref, state in rows.values_list("subject_ref", "state")}


def follow_plan(item: ChecklistItem, *, by: Any, now: datetime, reason: str) -> None:
    """The deadline says what the plan says; what people were reminded of begins anew with the new day."""
    clock = open_clock(item, DUE)
    if clock is None:
        start_clock(
            subject=item,
            kind=DUE,
            label=_label(item),
            calendar=item.requirement.day_kind,
            plan=DUE,
            source=reason,
            by=by,
            now=now,
            fixed_day=item.due_on,
            due_time="close",
            roll="previous",
        )
        return
    reminded = clock.breached_at is not None or clock.steps.filter(fired_at__isnull=False).exists()
    move = restart_clock if reminded else change_target
    move(clock=clock, by=by, now=now, reason=reason, fixed_day=item.due_on, due_time="close", roll="previous")


def drop_due(item: ChecklistItem, *, by: Any, now: datetime, reason: str) -> None:
    """No plan names a day for it any more."""
    _stop(item, DUE, by=by, now=now, outcome=Outcome.CANCELED, reason=reason)


def settle_clocks(item: ChecklistItem, *, by: Any, now: datetime, shown: bool) -> None:
    """The item is settled: its deadlines are met or missed; canceled where nothing was shown (`shown` is false)."""
    outcome = None if shown else Outcome.CANCELED
    for kind in (DUE, REVIEW):
        _stop(item, kind, by=by, now=now, outcome=outcome)


def begin_review(item: ChecklistItem, *, by: Any, now: datetime) -> None:
    """The department's time runs from the submission; a later round is a cycle of its own."""
    with wall.as_operator("start the reviewing department's clock"):
        rule = LeadTime.objects.filter(code=REVIEW_RULE).first()
        if rule is None:
            return
        start_clock(
            subject=item,
            kind=REVIEW,
            label=f"{item.code}: review",
            calendar=rule.calendar,
            plan=REVIEW,
            source=rule.source,
            by=by,
            now=now,
            target=Target(rule.amount, "day", due_time="close"),
        )


def end_review(item: ChecklistItem, *, by: Any, now: datetime, canceled: bool = False) -> None:
    _stop(item, REVIEW, by=by, now=now, outcome=Outcome.CANCELED if canceled else None)


def open_clock(item: ChecklistItem, kind: str) -> Clock | None:
    with wall.as_operator("find the clock of an item"):
        return Clock.objects.of(item).filter(kind=kind).exclude(state=ClockState.STOPPED).first()


def _label(item: ChecklistItem) -> str:
    return f"{item.code}: last day by the plan"


def _by_calendar(items: Iterable[ChecklistItem]) -> dict[str, list[ChecklistItem]]:
    found: dict[str, list[ChecklistItem]] = defaultdict(list)
    for item in items:
        found[item.requirement.day_kind].append(item)
    return found


def _stop(item: ChecklistItem, kind: str, *, by: Any, now: datetime, outcome: Any = None, reason: str = "") -> None:
    clock = open_clock(item, kind)
    if clock is not None:
        stop_clock(clock=clock, by=by, now=now, outcome=outcome, reason=reason)
