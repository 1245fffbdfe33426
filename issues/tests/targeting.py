"""Service policies for tests: few targets in a calendar of nine to five, and clocks to look at."""

from datetime import datetime
from typing import Any

from issues.actions.policy_versions import next_version
from issues.models import Issue, ServicePolicy
from issues.rules.target_rules import DEFAULT_RULES, sound_rules
from portal.calendars.models import Clock, ClockInterval
from portal.calendars.tests.clockwork import LONG_AGO

# severity, kind: amount, unit
TARGETS = {
    (1, "first-response"): (30, "minute"),
    (1, "resolution"): (8, "hour"),
    (2, "first-response"): (4, "hour"),
    (2, "next-update"): (4, "hour"),
    (2, "resolution"): (8, "hour"),
    (3, "first-response"): (8, "hour"),
    (3, "next-update"): (9, "hour"),
    (3, "resolution"): (20, "hour"),
}


def policy(code: str = "standard", targets: Any = None, calendar: str = "bh", plan: str = "", **given: Any) -> Any:
    """A policy with its first version; `given` are conditions, and the row's own fields."""
    fields = {name: given.pop(name) for name in ("order", "active") if name in given}
    row = ServicePolicy.objects.create(code=code, name=code.title(), **fields)
    conditions = {"areas": [], "category_codes": [], "severities": [], "role_codes": [], "participant": None} | given
    next_version(
        policy=row,
        conditions=conditions,
        rules=sound_rules(DEFAULT_RULES),
        targets=as_values(targets or TARGETS, calendar, plan),
        note="For tests",
        by=None,
        now=LONG_AGO,
    )
    return row


def as_values(targets: Any, calendar: str = "bh", plan: str = "") -> list[dict[str, Any]]:
    counted = {"start_day": "exclusive", "due_time": "same", "source": "tests", "verified": False}
    return [
        counted
        | {"severity": severity, "kind": kind, "amount": amount, "unit": unit, "calendar": calendar, "plan": plan}
        for (severity, kind), (amount, unit) in targets.items()
    ]


def clock_of(issue: Issue, kind: str) -> Clock:
    """The latest cycle of one kind."""
    return Clock.objects.filter(subject_ref=issue.ref, kind=kind).latest("cycle")


def cycles_of(issue: Issue, kind: str) -> list[tuple[str, str]]:
    """State and outcome of each cycle."""
    rows = Clock.objects.filter(subject_ref=issue.ref, kind=kind).order_by("cycle")
    return list(rows.values_list("state", "outcome"))


def pauses_of(clock: Clock) -> list[tuple[datetime, datetime | None, str]]:
    rows = ClockInterval.objects.filter(clock=clock, kind="paused").order_by("starts_at", "id")
    return list(rows.values_list("starts_at", "ends_at", "reason"))
