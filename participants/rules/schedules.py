"""What a schedule of the catalog may say; whatever cannot be worked out is refused in words."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from typing import Any, Final

LEAP_YEAR: Final = 2024
MOST_DAYS: Final = 1000
MOST_MONTHS: Final = 120


class BadSchedule(ValueError):
    """A schedule that cannot be read, with the reason."""


def _number(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _day_of_year(value: Any) -> bool:
    if not isinstance(value, list | tuple) or [type(part) for part in value] != [int, int]:
        return False
    month, day = value
    return 1 <= month <= 12 and 1 <= day <= monthrange(LEAP_YEAR, month)[1]


def _days_of_year(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(map(_day_of_year, value))


def _code(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: value in words


SHAPES: Final[Mapping[str, Mapping[str, Callable[[Any], bool]]]] = {
    "yearly": {"month": _number(1, 12), "day": _number(1, 31)},
    "yearly_days": {"days": _days_of_year},
    "window": {"from": _day_of_year, "to": _day_of_year},
    "monthly": {"from_day": _number(1, 31), "to_day": _number(1, 31)},
    "after_period": {"period": _one_of("quarter", "fiscal_year"), "days": _number(0, MOST_DAYS)},
    "after_event": {"days": _number(1, MOST_DAYS), "calendar": _code},
    "every_months": {"months": _number(1, MOST_MONTHS)},
    "none": {},
}
ROLLING: Final = {"roll": _one_of("next", "previous"), "calendar": _code}


def check(schedule: Any) -> None:
    """Raise `BadSchedule` with the reason unless the days can be worked out from it."""
    if not isinstance(schedule, Mapping):
        raise BadSchedule("A schedule is a mapping with a kind.")
    kind = schedule.get("kind")
    if not isinstance(kind, str) or kind not in SHAPES:
        raise BadSchedule(f"There is no kind of schedule “{kind}”. Possible: {', '.join(SHAPES)}.")
    shape = SHAPES[kind] | (ROLLING if "roll" in schedule else {})
    if unknown := sorted(str(name) for name in set(schedule) - set(shape) - {"kind"}):
        raise BadSchedule(f"A schedule “{kind}” does not say “{unknown[0]}”.")
    for name, fits in shape.items():
        if name not in schedule or not fits(schedule[name]):
            raise BadSchedule(f"A schedule “{kind}” needs a usable “{name}”.")
    _check_together(kind, schedule)


def _check_together(kind: str, schedule: Mapping[str, Any]) -> None:
    if kind == "yearly" and not _day_of_year([schedule["month"], schedule["day"]]):
        raise BadSchedule(f"Month {schedule['month']} has no day {schedule['day']}.")
    if kind == "monthly" and schedule["to_day"] < schedule["from_day"]:
        raise BadSchedule("A monthly window ends on the day it begins or later.")
