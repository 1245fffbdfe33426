"""The clocks with which something new begins: worked out together, and handed over to be written with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from portal.calendars import ladders
from portal.calendars.actions import clock_events as events
from portal.calendars.actions.clock_events import Before, label_of
from portal.calendars.actions.clock_rules import columns_of, plans_from, rule_from
from portal.calendars.choices import ChangeCause, IntervalKind
from portal.calendars.models import Clock, ClockChange, ClockInterval
from portal.calendars.targets import Target
from portal.lifecycle.rows import Row
from portal.lifecycle.subjects import type_of


@dataclass(frozen=True, slots=True)
class First:
    """One of them, as `start_clock` is given it."""

    kind: str
    label: str
    calendar: str
    target: Target
    plan: str = ""
    source: str = ""
    policy_code: str = ""
    policy_version: int = 1


def first_clocks(
    *, subject: Row, wanted: Sequence[First], by: Any, now: datetime, reason: str = ""
) -> tuple[list[Clock], list[Model]]:
    """The clocks of a subject that has none yet, and all rows that they consist of, for `insert_together`.

    The same rows as `start_clock` writes one by one; two statements for any number. Call it as the operator.
    """
    versions = events.held_versions(one.calendar for one in wanted)
    plans = plans_from(one.plan for one in wanted)
    shared = {"subject_type": type_of(subject), "subject_ref": subject.ref}
    shared |= {"participant_id": getattr(subject, "participant_id", None), "started_at": now}
    clocks: list[Clock] = []
    parts: list[Model] = []
    for one in wanted:
        rule = rule_from(one.target, None, "close", "next")
        (version, calendar), (plan, levels) = versions[one.calendar], plans[one.plan]
        clock = Clock(
            kind=one.kind, label=one.label[:200], source=one.source, policy_code=one.policy_code,
            policy_version=one.policy_version, plan=plan, calendar_id=version.calendar_id, calendar_version=version,
            cycle=1, **shared, **columns_of(rule),
        )  # fmt: skip
        events.work_out(clock, calendar, [])
        clocks.append(clock)
        told = {"kind": IntervalKind.RUNNING, "starts_at": now, "reason": reason.strip()[:200]}
        parts.append(ClockInterval(clock=clock, by=by, by_label=label_of(by), **told))
        parts.append(
            ClockChange(
                **Before().told(clock, ChangeCause.STARTED, version=version.number, by=by, now=now, reason=reason)
            )
        )
        for level in levels:
            step = ladders.made_of(level, clock)
            ladders.time(step, clock, calendar, [])
            parts.append(step)
    return clocks, [*clocks, *parts]
