"""The clocks of follow-ups: which calendar they run in, and how a list reads them in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from participants.models import FollowUp
from participants.rules import follow_up_days
from participants.rules.follow_up_days import Due, Term
from portal.calendars import loading
from portal.calendars.models import Clock
from portal.lifecycle.refusals import Refused
from portal.lifecycle.subjects import type_of

CALENDAR: Final = "ercot-business"
KIND: Final = "follow-up"
PLAN: Final = "follow-up"
LABEL: Final = "Follow-up"


def due(term: Term, now: datetime) -> Due:
    """The working day of a term in the calendar as it is now; `Refused` where none can be reached."""
    _version, calendar = loading.current(CALENDAR)
    try:
        return follow_up_days.due(calendar, now, term)
    except ValueError as unreachable:
        raise Refused("The calendar has no such working day.") from unreachable


def clocks_of(follow_ups: Iterable[FollowUp]) -> dict[str, list[Clock]]:
    """The clocks of each follow-up by its reference, the first cycle first; one statement."""
    refs = [row.ref for row in follow_ups]
    found: dict[str, list[Clock]] = defaultdict(list)
    rows = Clock.objects.filter(subject_type=type_of(FollowUp), subject_ref__in=refs, kind=KIND) if refs else []
    for clock in sorted(rows, key=lambda clock: clock.cycle):
        found[clock.subject_ref].append(clock)
    return found


def give_clocks(rows: Sequence[Any], *kinds: str) -> None:
    """Rows of several types, each with its latest `clock` of these kinds and the `earlier` ones; one statement."""
    refs = [row.ref for row in rows]
    found: dict[str, list[Clock]] = defaultdict(list)
    for clock in Clock.objects.filter(subject_ref__in=refs, kind__in=kinds).order_by("cycle") if refs else []:
        found[clock.subject_ref].append(clock)
    for row in rows:
        *row.earlier, row.clock = found[row.ref] or [None]


def with_clocks(follow_ups: Iterable[FollowUp]) -> list[FollowUp]:
    """The same follow-ups, each with its `clock` and the `earlier` ones, which were missed before it was postponed."""
    rows = list(follow_ups)
    clocks = clocks_of(rows)
    for row in rows:
        *row.earlier, row.clock = clocks[row.ref] or [None]
    return rows
