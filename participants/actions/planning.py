"""Planning a checklist back from a day or a test flight: each open item gets its last day and a deadline."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.item_clocks import drop_due, due_clocks, follow_plan, start_due
from participants.actions.locks import lock_participant, lock_participants
from participants.models import Checklist, ChecklistItem, TestFlight
from participants.planning import Plan, plan_of
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import OPEN
from participants.rules.owing import OWING_STATES
from portal.audit import trail
from portal.lifecycle.bulk import update_many
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web.words import short_day

PAST: Final = "The day by which all is wanted has passed; choose a later one."
NO_FLIGHT_NEEDED: Final = "Nothing on this checklist needs a test flight."
UNCHANGED: Final = "It is planned that way already."


@transaction.atomic
def plan_checklist(
    *, checklist: Checklist, by: User, now: datetime, target_on: date | None = None, flight: TestFlight | None = None
) -> Checklist:
    """Plan back from a day, from a flight, or from both; from neither takes the plan away."""
    participant = lock_participant(checklist.participant_id)
    checklist = Checklist.objects.select_related("registration", "flight").lock(checklist.pk)
    checklist.participant = participant
    permissions.can_plan(by, checklist).enforce()
    if (checklist.target_on, checklist.flight_id) == (target_on, flight.pk if flight else None):
        raise Refused(UNCHANGED)
    plan_open(checklist, target_on=target_on, flight=flight, by=by, now=now)
    return checklist


def plan_open(
    checklist: Checklist, *, target_on: date | None, flight: TestFlight | None, by: User | None, now: datetime
) -> None:
    """Write target, flight and the last days of the open items; the participant is locked, `by` permitted."""
    if target_on is None and flight is None and checklist.target_on is None and checklist.flight_id is None:
        return
    if target_on is not None and target_on < market_day(now):
        raise Refused(PAST)
    items = items_of(checklist)
    if flight is not None:
        _require_open_flight(flight, items, now)
    before = checklist.flight
    changes = checklist.apply(target_on=target_on, flight_id=flight.pk if flight else None)
    checklist.flight = flight
    if "flight_id" in changes:
        changes["flight"] = [before.code if before else "", flight.code if flight else ""]
        del changes["flight_id"]
    set_last_days(checklist, items, by=by, now=now)
    if changes:
        trail.record("participants.checklist.planned", of=checklist, by=by, at=now, changes=changes)


def set_last_days(checklist: Checklist, items: Iterable[ChecklistItem], *, by: User | None, now: datetime) -> Plan:
    """The last day of each open item by today's plan, and its deadline with it, also where it had been settled."""
    rows = [item for item in items if item.state in OPEN]
    plan = plan_of(items, now=now, target_on=checklist.target_on, flight=checklist.flight)
    changed = []
    for item in rows:
        row = plan.back.get(item.code)
        day = row.finish if row is not None else None
        if item.due_on != day:
            item.due_on = day
            changed.append(item)
    update_many(ChecklistItem, ["due_on"], changed)
    why = f"Planned back from {_anchor(checklist)}" if plan.back else "No plan any more"
    _move_clocks(rows, {item.ref for item in changed}, by=by, now=now, reason=why)
    return plan


def plan_again(item: ChecklistItem, *, by: User | None, now: datetime) -> None:
    """An item that is open again gets its last day by the plan, and what comes before it moves with it.

    The participant is locked. Once a registration is in the market its plan is over: then no day holds.
    """
    checklist = Checklist.objects.select_related("flight", "registration").get(pk=item.checklist_id)
    if in_plan(checklist):
        set_last_days(checklist, items_of(checklist), by=by, now=now)
        item.refresh_from_db(fields=["due_on"])
    else:
        item.apply(due_on=None)


def lock_planned(flight: TestFlight) -> list[int]:
    """The checklists whose plan goes back from a flight, their participants locked, before the flight is."""
    rows = Checklist.objects.filter(flight=flight).exclude(registration__status__in=[*ENDED, *OWING_STATES])
    lock_participants(rows.order_by().values_list("participant", flat=True).distinct())
    return list(rows.order_by("pk").values_list("pk", flat=True))


def follow_flight(planned: Collection[int], flight: TestFlight, *, by: User | None, now: datetime) -> None:
    """The dates of a flight moved, and with them the last days of what is planned back from it."""
    rows = Checklist.objects.filter(pk__in=planned).select_related("registration").order_by("pk")
    for checklist in rows:
        checklist.flight = flight
        set_last_days(checklist, items_of(checklist), by=by, now=now)
        changes = {"flight": ["", f"{flight.code}: {flight.starts_on} to {flight.ends_on}"]}
        trail.record("participants.checklist.planned", of=checklist, by=by, at=now, changes=changes)


def in_plan(checklist: Checklist) -> bool:
    """Whether days follow from a target or a flight; a registration in the market has reached what it planned for."""
    planned = checklist.target_on is not None or checklist.flight_id is not None
    return planned and checklist.registration.status not in OWING_STATES


def _move_clocks(
    items: list[ChecklistItem], changed: Collection[str], *, by: User | None, now: datetime, reason: str
) -> None:
    """One deadline runs for each item with a day, and none for the others; those that say so already stay."""
    runs = due_clocks(items)
    moved = [item for item in items if item.ref in changed or bool(item.due_on) != runs.get(item.ref, False)]
    start_due((item for item in moved if item.due_on and item.ref not in runs), by=by, now=now, reason=reason)
    for item in moved:
        if item.due_on is None:
            drop_due(item, by=by, now=now, reason=reason)
        elif item.ref in runs:
            follow_plan(item, by=by, now=now, reason=reason)


def items_of(checklist: Checklist) -> list[ChecklistItem]:
    return list(ChecklistItem.objects.filter(checklist=checklist).select_related("requirement").order_by("position"))


def _anchor(checklist: Checklist) -> str:
    parts: list[Any] = [f"flight {checklist.flight.code}"] if checklist.flight else []
    if checklist.target_on:
        parts.append(short_day(checklist.target_on))
    return " and ".join(parts)


def _require_open_flight(flight: TestFlight, items: Iterable[ChecklistItem], now: datetime) -> None:
    if not any(item.requirement.flight for item in items):
        raise Refused(NO_FLIGHT_NEEDED)
    entry_open = any(item.requirement.flight == "entry" and item.state in OPEN for item in items)
    if entry_open and flight.application_deadline < now:
        raise Refused(f"Flight {flight.code} can't be applied for any more; its deadline has passed.")
    if flight.ends_on < market_day(now) and any(item.requirement.flight and item.state in OPEN for item in items):
        raise Refused(f"Flight {flight.code} has ended; choose a later one.")
