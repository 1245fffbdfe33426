"""Cards about deadlines: what needs somebody at once, what comes, what was missed."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from portal.calendars.deadline_kinds import kind_of, kinds
from portal.dashboards.cards import Addresses, Number
from portal.dashboards.drawing import columns_of, day_label
from portal.dashboards.numbers import Numbers, since_of
from portal.dashboards.tiles import Tile

FILLS: Final = ("accent", "info", "warn", "good", "brand", "quiet")
LIST: Final = "calendars:deadline-list"


def now_tiles(numbers: Numbers, to: Addresses) -> list[Tile]:
    """What needs somebody at once."""
    urgency: Counter[str] = Counter()
    for (urgent, *_), number in numbers.groups["deadlines"].items():
        urgency[urgent] += number
    today = numbers.today.isoformat()
    missed_today = sum(_missed(numbers)[numbers.today].values())
    deadlines = LIST

    def tile(label: str, value: Any, url: str, note: str) -> Tile:
        return Tile(label, None, url, note, f"{value:,}" if isinstance(value, int) else value)

    issues = "issues:issue-list"
    return [
        tile(
            "Issues with a missed target", numbers.tiles["late"], to.of(issues, view="late", whose="all"), "still open"
        ),
        tile("Late now", urgency["late"], to.of(deadlines, show="late"), "deadlines of any kind"),
        tile("At risk", urgency["risk"], to.of(deadlines, show="risk"), "within 8 business hours"),
        tile(
            "Missed today",
            missed_today,
            to.of(deadlines, show="missed", since=today, until=today),
            "met since then or not",
        ),
        tile("Issues without owner", numbers.tiles["unowned"], to.of(issues, view="unowned", whose="all"), "open"),
    ]


def due(numbers: Numbers, to: Addresses) -> dict[str, Any]:
    """Deadlines of the next Business Days, by day and kind."""
    counted: dict[date, Counter[str]] = {}
    for (urgent, day, _missed_on, type_), number in numbers.groups["deadlines"].items():
        if urgent in ("risk", "due") and day:
            counted.setdefault(date.fromisoformat(day), Counter())[kind_of(type_)] += number
    rows = []
    for begin, end in numbers.spans:
        found: Counter[str] = Counter()
        for day, numbers_of_day in counted.items():
            if begin <= day <= end:
                found += numbers_of_day
        rows.append((begin, end, found))
    return _by_day(rows, to, show="due")


def missed(numbers: Numbers, to: Addresses) -> dict[str, Any]:
    """Deadlines missed in the period: by day, of a long period by week."""
    counted, first = _missed(numbers), since_of(numbers.today, numbers.days)
    length = 7 if numbers.days > 30 else 1
    rows = []
    for back in range(0, numbers.days, length):
        end = numbers.today - timedelta(days=back)
        begin = max(end - timedelta(days=length - 1), first)
        days = [begin + timedelta(days=one) for one in range((end - begin).days + 1)]
        rows.append((begin, end, sum((counted[day] for day in days), Counter())))
    found = _by_day(rows[::-1], to, show="missed")
    # The latest first; days on which nothing was missed say nothing in a table.
    found["rows"] = [row for row in found["rows"][::-1] if row["total"].value]
    total = sum(number for _begin, _end, kinds_ in rows for number in kinds_.values())
    url = to.of(LIST, show="missed", since=first, until=numbers.today)
    return found | {"total": Number("in the period", total, url)}


def _missed(numbers: Numbers) -> dict[date, Counter[str]]:
    found: dict[date, Counter[str]] = {}
    for (_urgent, _due_on, day, type_), number in numbers.groups["deadlines"].items():
        if day:
            found.setdefault(date.fromisoformat(day), Counter())[kind_of(type_)] += number
    return _Empty(found)


class _Empty(dict):
    def __missing__(self, key: Any) -> Counter[str]:
        return Counter()


def _by_day(rows: Iterable[tuple[date, date, Counter[str]]], to: Addresses, *, show: str) -> dict[str, Any]:
    """A picture of columns, its keys, and the same as a table whose numbers open their rows."""
    rows, named = list(rows), kinds()
    seen = [kind for kind in named if any(found[kind] for _begin, _end, found in rows)]
    fills = dict(zip(named, FILLS, strict=False))
    columns, lines = [], []
    for begin, end, found in rows:
        words = day_label(end) if show == "due" or begin == end else day_label(begin)
        columns.append(
            (words, [(fills.get(kind, "quiet"), found[kind], f"{named[kind]}: {found[kind]}") for kind in seen])
        )
        asked = {"show": show, "since": begin, "until": end}
        cells = [Number(named[kind], found[kind], to.of(LIST, **asked, kind=kind)) for kind in seen]
        total = Number("All", sum(found.values()), to.of(LIST, **asked))
        lines.append({"begin": begin, "end": end, "cells": cells, "total": total})
    return {
        "plot": columns_of(columns),
        "keys": [(fills.get(kind, "quiet"), named[kind]) for kind in seen],
        "rows": lines,
        "any": any(sum(found.values()) for _begin, _end, found in rows),
    }
