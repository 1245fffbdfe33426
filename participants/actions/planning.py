"""Planning a checklist back from a day or a test flight: each open item gets its last day and a deadline."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.item_clocks import drop_due, follow_plan, start_due, with_due_clock
from participants.actions.locks import lock_participant
from participants.models import Checklist, ChecklistItem, TestFlight
from participants.planning import Plan, plan_of
from participants.rules.checklist_moves import OPEN
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
    """The last day of each open item by today's plan, and its deadline with it."""
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
    _move_clocks(changed, by=by, now=now, reason=why)
    return plan


def _move_clocks(items: list[ChecklistItem], *, by: User | None, now: datetime, reason: str) -> None:
    known = with_due_clock(items)
    start_due((item for item in items if item.due_on and item.ref not in known), by=by, now=now, reason=reason)
    for item in items:
        if item.due_on is None:
            drop_due(item, by=by, now=now, reason=reason)
        elif item.ref in known:
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
