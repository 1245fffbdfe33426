"""A deadline's rule as an action is given it, and as the columns of a clock."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from portal.calendars.deadlines import FixedDay, Rule
from portal.calendars.models import ReminderLevel, ReminderPlan
from portal.calendars.targets import Target
from portal.lifecycle.refusals import Refused

LARGEST: Final = 10**8
FINEST: Final = Decimal("0.000001")
RULE: Final = ("amount", "unit", "start_day", "due_time", "at_zero", "fixed_day", "roll")
TOLD: Final = (
    "subject_type", "subject_ref", "participant_id", "inner", "kind", "label", "source", "policy_code",
    "policy_version", "plan",
)  # fmt: skip


def rule_from(target: Target | None, fixed_day: date | None, due_time: str, roll: str) -> Rule:
    if (target is None) == (fixed_day is None):
        raise Refused("A deadline is either an amount of time or a fixed day.")
    if fixed_day is not None:
        return FixedDay(fixed_day, due_time, roll)
    if target.amount < 0:
        raise Refused("A deadline runs forward; a day counted back is given as a fixed day.")
    if target.amount >= LARGEST or Decimal(target.amount) % FINEST:
        raise Refused("This amount of time is too large or too fine for a deadline.")
    return target


def columns_of(rule: Rule) -> dict[str, Any]:
    """The rule as the columns of a clock."""
    if isinstance(rule, FixedDay):
        return {"amount": None, "fixed_day": rule.day, "due_time": rule.due_time, "roll": rule.roll}
    return {
        "amount": Decimal(rule.amount),
        "unit": rule.unit,
        "start_day": rule.start_day,
        "due_time": rule.due_time,
        "at_zero": rule.at_zero,
        "fixed_day": None,
    }


def plans_from(codes: Iterable[str]) -> dict[str, tuple[ReminderPlan | None, list[ReminderLevel]]]:
    """Plans by their codes, each with the levels it gives to new clocks; one statement where all of them have some."""
    wanted = {code for code in codes if code}
    levels: dict[str, list[ReminderLevel]] = {}
    rows = ReminderLevel.objects.filter(plan__code__in=wanted).select_related("plan") if wanted else ()
    for level in rows:
        levels.setdefault(level.plan.code, []).append(level)
    found: dict[str, tuple[ReminderPlan | None, list[ReminderLevel]]] = {"": (None, [])}
    for code in wanted:
        plan = levels[code][0].plan if code in levels else plan_from(code)
        found[code] = plan, sorted(levels.get(code, ()), key=_by_level) if plan.active else []
    return found


def _by_level(level: ReminderLevel) -> int:
    return level.level


def plan_from(code: str) -> ReminderPlan | None:
    if not code:
        return None
    plan = ReminderPlan.objects.filter(code=code).first()
    if plan is None:
        raise Refused(f"There is no reminder plan “{code[:60]}”.")
    return plan
