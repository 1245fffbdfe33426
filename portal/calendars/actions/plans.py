"""Reminder plans: loading the defaults, and a supervisor's own words on who hears when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from portal.audit import trail
from portal.calendars import audiences, permissions
from portal.calendars.choices import Unit, When
from portal.calendars.models import ReminderLevel, ReminderPlan
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import Refused
from portal.outbox import kinds

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "reminder_plans.yaml"
PLAN_FIELDS: Final = ("name", "source", "verified")
CHANGEABLE: Final = (*PLAN_FIELDS, "active")
LEVEL_FIELDS: Final = ("level", "name", "when", "amount", "unit", "audience", "message_kind", "ladder")
WHOLE: Final = Decimal(100)
MOST_LEVELS: Final = 12


@transaction.atomic
def load_plans(*, now: datetime) -> int:
    """Add missing plans and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in ReminderPlan.objects.select_for_update().prefetch_related("levels")}
    return sum(_load(known.get(row["code"]), row) for row in read_rows(FILE))


@transaction.atomic
def change_plan(
    *,
    plan: ReminderPlan | None,
    levels: Sequence[Mapping[str, Any]],
    by: Any,
    now: datetime,
    code: str = "",
    **fields: Any,
) -> ReminderPlan:
    """Change a plan and all its levels, or add one; clocks take it when they start or are timed anew.

    What clocks that run already are going to tell stays as it was planned.
    """
    permissions.can_edit(by).enforce()
    wanted = checked(levels)
    before: list[dict[str, Any]] = []
    if plan is None:
        plan = ReminderPlan(code=code, edited=True)
    else:
        plan = ReminderPlan.objects.select_for_update().get(pk=plan.pk)
        before = _levels_of(plan)
    changes = _apply(plan, fields)
    if before != wanted:
        _write_levels(plan, wanted)
        if not plan.edited:
            plan.apply(edited=True)
        changes["levels"] = ["; ".join(map(level_words, before)), "; ".join(map(level_words, wanted))]
    if changes:
        trail.record("calendars.plan.changed", of=plan, by=by, at=now, changes=changes)
    return plan


def level_words(level: Mapping[str, Any]) -> str:
    """A level on one line, for the audit trail: "2 Due (at) to responsible, E1"."""
    when = {
        When.AT: "at the due date",
        When.SHARE: f"{level['amount']:f} % of the time",
    }.get(level["when"]) or f"{level['amount']:f} {Unit(level['unit']).label} {level['when']}"
    ladder = f", {level['ladder']}" if level["ladder"] else ""
    return f"{level['level']} {level['name']} ({when}) to {level['audience']}{ladder}"


def _apply(plan: ReminderPlan, fields: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"A plan has no {', '.join(sorted(unknown))} to change.")
    changes = {}
    for name, new in fields.items():
        old = getattr(plan, name)
        if old != new or plan.pk is None:
            setattr(plan, name, new)
            changes[name] = [str(old), str(new)]
    if changes:
        plan.edited = True
        plan.full_clean()
        plan.save()
    return changes


def _levels_of(plan: ReminderPlan) -> list[dict[str, Any]]:
    rows = plan.levels.order_by("level").values(*LEVEL_FIELDS)
    return [row | {"amount": row["amount"].normalize()} for row in rows]


def checked(levels: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The levels by number, whole; `Refused` for what could not be told."""
    wanted = sorted((_level(level) for level in levels), key=lambda level: level["level"])
    if len(wanted) > MOST_LEVELS:
        raise Refused(f"A plan has at most {MOST_LEVELS} levels.")
    if len({level["level"] for level in wanted}) < len(wanted):
        raise Refused("Two levels have the same number.")
    return wanted


def _level(given: Mapping[str, Any]) -> dict[str, Any]:
    level = {"amount": 0, "unit": Unit.DAY, "ladder": ""} | {
        name: given[name] for name in LEVEL_FIELDS if name in given
    }
    level["amount"] = Decimal(level["amount"]).normalize()
    named = f"Level {level['level']}"
    if level["when"] == When.SHARE and level["amount"] > WHOLE:
        raise Refused(f"{named}: a share is at most 100 %.")
    if level["when"] in (When.BEFORE, When.AFTER) and level["unit"] == Unit.DAY and level["amount"] % 1:
        raise Refused(f"{named}: days are counted whole.")
    if unknown := audiences.unknown_words(level["audience"]):
        raise Refused(f"{named}: nothing here knows the audience “{unknown[0]}”.")
    if level["message_kind"] not in {kind.code for kind in kinds.every()}:
        raise Refused(f"{named}: there is no kind of message “{level['message_kind']}”.")
    return level


def _load(known: ReminderPlan | None, row: Mapping[str, Any]) -> int:
    values = {name: row[name] for name in PLAN_FIELDS}
    levels = [_level(level) for level in row["levels"]]
    if known is None:
        known = ReminderPlan.objects.create(code=row["code"], **values)
    elif known.edited or (all(getattr(known, name) == values[name] for name in values) and _levels_of(known) == levels):
        return 0
    known.apply(**values)
    _write_levels(known, levels)
    return 1


def _write_levels(plan: ReminderPlan, wanted: Sequence[Mapping[str, Any]]) -> None:
    """A level that stays is changed, so that its history says what it was; call while holding the plan's lock."""
    plan.levels.exclude(level__in=[level["level"] for level in wanted]).delete()
    held = set(plan.levels.values_list("level", flat=True))
    for level in wanted:
        if level["level"] in held:
            plan.levels.filter(level=level["level"]).update(**level)
    ReminderLevel.objects.bulk_create(
        [ReminderLevel(plan=plan, **level) for level in wanted if level["level"] not in held]
    )
