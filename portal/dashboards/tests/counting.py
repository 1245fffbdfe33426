"""What the dashboard says, by the names that the hand-written SQL gives the same numbers; and what its links open."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from math import isclose
from typing import Any

from django.db import connection

from issues.choices import Severity
from participants.pipeline import COLUMNS
from portal.calendars import deadline_lists
from portal.calendars.deadline_kinds import kind_of, kinds
from portal.dashboards.cards import Number
from portal.dashboards.numbers import Numbers, since_of
from portal.dashboards.tests.sql import SQL
from portal.dashboards.tiles import Tile
from portal.outbox.choices import IN_TROUBLE
from portal.web.keyset import COUNT_LIMIT

Counted = dict[str, dict[str, float]]


def by_sql(numbers: Numbers, now: Any) -> Counted:
    """Without what is nought: a page shows noughts that no group by gives."""
    asked = {
        "now": now,
        "today": numbers.today,
        "since": since_of(numbers.today, numbers.days),
        "risk": deadline_lists.risk_ends(deadline_lists.business(), now),
        "last": numbers.spans[-1][1],
        "trouble": IN_TROUBLE,
    }
    found: Counted = {}
    with connection.cursor() as cursor:
        for name, sql in SQL.items():
            cursor.execute(sql, asked)
            found[name] = {key: float(number) for key, number in cursor.fetchall() if number}
    return found


def by_page(shown: dict[str, Any], numbers: Numbers) -> Counted:
    """The same names from what the page draws."""
    stages = numbers.groups["pipeline"]
    found: dict[str, Any] = {
        "now": {tile.label: tile.value for tile in shown["tiles"]},
        "due": _by_kind(numbers, 1),
        "missed": _by_kind(numbers, 2),
        "load": {
            f"{row['person'].name} {severity.value}": number.value
            for row in shown["load"]["rows"]
            for severity, number in zip(Severity, row["severities"], strict=True)
        },
        "points": {row["person"].name: row["points"] for row in shown["load"]["rows"]},
        "held": {row["person"].name: row["participants"].value for row in shown["load"]["rows"]},
        "escalations": {row["level"]: row["number"].value for row in shown["escalations"]},
        "median": {one["row"].name: one["row"].median.total_seconds() for one in shown["departments"]},
        "stages": Counter(),
        "stood": {},
        "campaigns": {
            f"{one['name']} {one[key].label}": one[key].value
            for one in shown["campaigns"]
            for key in ("accepted", "review", "missing")
        },
        "training": {one.label: one.value for one in shown["training"]["tiles"] if one.label != "Seats taken"},
        "seats": dict(
            zip(
                ("taken", "seats"),
                next(one.value for one in shown["training"]["tiles"] if one.label == "Seats taken").split(" of "),
                strict=True,
            )
        ),
        "health": {
            key: one["number"].value
            for key, one in zip(("good", "watch", "poor", "none"), shown["health"]["marks"], strict=True)
        }
        | {"fallen": shown["health"]["fallen"].value},
        "shares": {f"{day} {mark}": count for (day, mark), count in numbers.groups["shares"].items() if mark},
        "outbox": {one.label: one.value for one in shown["outbox"]},
    }
    for name in ("asked", "waiting", "late"):
        found[name] = {one["row"].name: one[name].value for one in shown["departments"]}
    for (status, _since), count in stages.items():
        found["stages"][status] += count
    for row, status in zip(shown["pipeline"], _statuses(), strict=True):
        found["stood"][status] = row["median"] or 0
    return {
        name: {key: _number(value) for key, value in told.items() if _number(value)} for name, told in found.items()
    }


def _statuses() -> list[str]:
    return [str(status) for status in COLUMNS]


def _by_kind(numbers: Numbers, place: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, count in numbers.groups["deadlines"].items():
        if key[place]:
            found[f"{kinds()[kind_of(key[3])]} {key[place]}"] += count
    return found


def _number(value: Any) -> float:
    """Of a bounded count, "1,000+", the least that it says."""
    return float(value if isinstance(value, int | float | Decimal) else value.replace(",", "").replace("+", ".5"))


def disagreements(numbers: Numbers, shown: dict[str, Any], now: Any) -> list[str]:
    """A line for each number of the dashboard that is not that of the hand-written SQL."""
    told, counted = by_page(shown, numbers), by_sql(numbers, now)
    counted["stood"] = {stage: round(days) for stage, days in counted["stood"].items() if round(days)}
    shown_days = {str(day) for day in numbers.shares}
    counted["shares"] = {key: one for key, one in counted["shares"].items() if key.partition(" ")[0] in shown_days}
    return [
        f"{name}, {key}: the page says {told[name].get(key, 0):g}, SQL {counted[name].get(key, 0):g}"
        for name in counted
        for key in sorted(told[name].keys() | counted[name].keys())
        if not _same(told[name].get(key, 0), counted[name].get(key, 0))
    ]


def _same(told: float, counted: float) -> bool:
    """A bounded count says that there are more than its limit."""
    bounded = told == COUNT_LIMIT + 0.5
    return counted > COUNT_LIMIT if bounded else isclose(told, counted, rel_tol=1e-6)


def linked(shown: Any) -> Iterator[Number | Tile]:
    """Every figure with an address, wherever it stands."""
    if isinstance(shown, Number | Tile):
        yield from [shown] if shown.url else []
    elif isinstance(shown, dict):
        for one in shown.values():
            yield from linked(one)
    elif isinstance(shown, list | tuple):
        for one in shown:
            yield from linked(one)
