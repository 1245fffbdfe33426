"""Cards about work: the load of people, escalations, the time departments hold, and who is on the way."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median
from typing import Any

from issues.choices import EscalationLevel, Severity
from issues.rules.load import weight
from participants.choices import RegistrationStatus
from participants.pipeline import COLUMNS
from portal.dashboards.cards import Addresses, Number, as_number
from portal.dashboards.drawing import BAR, bar_of, spread_of
from portal.dashboards.numbers import Numbers, since_of


def load(numbers: Numbers, to: Addresses) -> dict[str, Any]:
    """Each person's weight, by severity, the heaviest first; who has nothing and looks after nobody is left out."""
    counts: dict[str, Counter[int]] = {}
    weights: dict[str, Counter[int]] = {}
    for (ref, severity, degree), number in numbers.groups["load"].items():
        counts.setdefault(ref, Counter())[int(severity)] += number
        weights.setdefault(ref, Counter())[int(severity)] += weight(int(severity), int(degree), number)
    heaviest = max((sum(one.values()) for one in weights.values()), default=0)
    rows = []
    for person in numbers.people:
        count, heavy = counts.get(person.ref, Counter()), weights.get(person.ref, Counter())
        if not person.manages and not count and not person.held:
            continue
        asked = {"view": "open", "whose": "all", "owner": person.ref}
        pieces = [(f"severity-{one}", heavy[one], f"{Severity(one).label}: {count[one]}") for one in Severity]
        rows.append(
            {
                "person": person,
                "weight": sum(heavy.values()),
                "pieces": bar_of(pieces, heaviest),
                "issues": Number("Open issues", sum(count.values()), to.everybody("issues:issue-list", **asked)),
                "severities": [
                    Number(
                        Severity(one).label,
                        count[one],
                        to.everybody("issues:issue-list", **asked, severity=int(one)),
                    )
                    for one in Severity
                ],
                "participants": Number(
                    "Participants",
                    person.held,
                    to.everybody("participants:participant-list", view="all", manager=person.ref),
                ),
            }
        )
    weighed = [row["weight"] for row in rows if row["person"].manages]
    return {
        "rows": sorted(rows, key=lambda row: (-row["weight"], row["person"].name)),
        "keys": [(f"severity-{one}", Severity(one).label) for one in Severity],
        "median": median(weighed) if weighed else 0,
        "median_x": round(BAR * median(weighed) / heaviest) if weighed and heaviest else 0,
    }


def escalations(numbers: Numbers, to: Addresses) -> list[dict[str, Any]]:
    found = numbers.groups["escalations"]
    words = dict(EscalationLevel.choices)
    rows: list[tuple[str, str, Any, str]] = [
        (
            "E0",
            "ordinary work with a department",
            numbers.tiles["department"],
            to.of("issues:issue-list", view="department", whose="all"),
        )
    ]
    for level in EscalationLevel.values:
        url = to.of("issues:escalation-list", view="open", level=level)
        rows.append((level, words[level].partition(": ")[2], found.get((level,), 0), url))
    most = max((as_number(value) for _level, _words, value, _url in rows), default=0)
    return [
        {
            "level": level,
            "words": told,
            "number": Number(level, value, url),
            "pieces": bar_of([(f"level-{level.lower()}", as_number(value), f"{level}: {value}")], most),
        }
        for level, told, value, url in rows
    ]


def departments(numbers: Numbers, to: Addresses) -> list[dict[str, Any]]:
    since, until = since_of(numbers.today, numbers.days), numbers.today
    longest = max((max(one.held[4], one.target) for one in numbers.departments), default=timedelta())
    rows = []
    for one in numbers.departments:
        asked = {"department": one.code, "since": since, "until": until}

        def number(label: str, value: int, asked: Mapping[str, Any] = asked, **more: str) -> Number:
            return Number(label, value, to.of("issues:referral-list", **asked, **more))

        rows.append(
            {
                "row": one,
                "spread": spread_of(one.held, one.target, longest),
                "asked": number("Asked", one.asked, view="all"),
                "waiting": number("With the department", one.waiting, view="open"),
                "late": number("Late", one.late, view="all", breached="on"),
            }
        )
    return rows


def pipeline(numbers: Numbers, to: Addresses) -> list[dict[str, Any]]:
    """Each stage with how many stand there and for how long."""
    days: dict[str, list[int]] = {}
    for (status, since), number in numbers.groups["pipeline"].items():
        stood = max((numbers.today - date.fromisoformat(since)).days, 0)
        days.setdefault(status, []).extend([stood] * number)
    most = max((len(one) for one in days.values()), default=0)
    return [
        {
            "label": RegistrationStatus(status).label,
            "number": Number(
                RegistrationStatus(status).label,
                len(stood := days.get(status, [])),
                to.of("participants:pipeline-column", status, manager="all"),
            ),
            "median": round(median(stood)) if stood else None,
            "longest": max(stood, default=None),
            "pieces": bar_of([("accent", len(stood), f"{len(stood)} registrations")], most),
        }
        for status in COLUMNS
    ]
