"""Cards about work: the load of people, escalations, the time departments hold, and who is on the way."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median
from typing import Any, Final

from issues.choices import EscalationLevel, Severity
from issues.rules.work_load import WorkLoad
from participants.choices import RegistrationStatus
from participants.pipeline import COLUMNS
from portal.dashboards.cards import Addresses, Number, as_number
from portal.dashboards.drawing import BAR, bar_of, spread_of
from portal.dashboards.numbers import Numbers, since_of

KEYS: Final = [
    *((f"severity-{severity}", severity.label) for severity in Severity),
    ("companies", "Participants"),
    ("deciding", "Applications"),
]


def load(numbers: Numbers, to: Addresses) -> dict[str, Any]:
    """Each person's points, by what they come from, the heaviest first; supervisors who have nothing are left out."""
    loads = loads_of(numbers)
    heaviest = max((one.points for one in loads.values()), default=0)
    rows = []
    for person in numbers.people:
        one = loads.get(person.ref, WorkLoad())
        if not person.manages and not one.points:
            continue
        asked = {"view": "open", "whose": "all", "owner": person.ref}
        severities = [
            Number(
                severity.label,
                one.issues.get(severity, 0),
                to.everybody("issues:issue-list", **asked, severity=int(severity)),
            )
            for severity in Severity
        ]
        companies = to.everybody("participants:participant-list", view="all", manager=person.ref)
        deciding = to.everybody("participants:application-list", view="open", manager=person.ref)
        rows.append(
            {
                "person": person,
                "points": one.points,
                "pieces": bar_of(pieces_of(one), heaviest),
                "severities": severities,
                "participants": Number("Participants", one.companies, companies),
                "deciding": Number("Applications", one.applications, deciding),
            }
        )
    usual = median([row["points"] for row in rows]) if rows else 0
    return {
        "rows": sorted(rows, key=lambda row: (-row["points"], row["person"].name)),
        "keys": KEYS,
        "severities": [severity.label for severity in Severity],
        "median": usual,
        "median_x": round(BAR * usual / heaviest) if heaviest else 0,
    }


def loads_of(numbers: Numbers) -> dict[str, WorkLoad]:
    """By the reference of the person, as the balance of work weighs it."""
    issues: dict[str, Counter[int]] = defaultdict(Counter)
    held: dict[str, Counter[int]] = defaultdict(Counter)
    for (ref, severity), number in numbers.groups["load"].items():
        issues[ref][int(severity)] += number
    for (ref, degree), number in numbers.groups["held"].items():
        held[ref][int(degree)] += number
    asked = {ref: number for (ref,), number in numbers.groups["deciding"].items()}
    return {
        ref: WorkLoad(held[ref], issues[ref], asked.get(ref, 0), weights=numbers.weights)
        for ref in {*issues, *held, *asked}
    }


def pieces_of(one: WorkLoad) -> list[tuple[str, int, str]]:
    """What the points come from, in the order of `KEYS`."""
    of_issues = [
        (f"severity-{severity}", one.weights.issues[severity] * one.issues.get(severity, 0), severity.label)
        for severity in Severity
    ]
    companies = ("companies", one.of_participants, "Participants")
    deciding = ("deciding", one.of_applications, "Applications")
    return [(css, points, f"{label}: {points} points") for css, points, label in [*of_issues, companies, deciding]]


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
