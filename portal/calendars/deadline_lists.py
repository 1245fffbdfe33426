"""Which deadlines a list shows: conditions on clocks, so that a figure counts the very rows that the list then shows.

Apps add what else a list of deadlines may be narrowed by:

    deadline_lists.register("team", lambda user, value: (Q(participant_id__in=...), "of the team Retail"))
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Q
from django.db.models.functions import Coalesce

from portal.calendars import loading
from portal.calendars.choices import ClockState
from portal.calendars.week import WorkCalendar
from portal.calendars.worktime import advance
from portal.lifecycle.refusals import Refused
from portal.scoping.today import MARKET_ZONE

# A deadline is at risk when it runs out within so much open business time.
AT_RISK: Final = timedelta(hours=8)
CALENDAR: Final = "ercot-business"
RUNNING: Final = Q(state=ClockState.RUNNING)
# When a deadline was missed: the sweep notes it a moment later.
MISSED_AT: Final = Coalesce("breached_at", "due_at")

Narrowing = Callable[[Any, str], tuple[Q, str] | None]

_narrowings: dict[str, Narrowing] = {}


def register(name: str, narrowing: Narrowing) -> None:
    """By the parameter `name`: a condition and what it says, or None for a value that narrows nothing."""
    _narrowings[name] = narrowing


def narrowed(user: Any, asked: Mapping[str, str]) -> Iterable[tuple[str, Q, str]]:
    """The registered parameters that `asked` names, each with its condition and words."""
    for name, narrowing in _narrowings.items():
        found = narrowing(user, asked[name]) if asked.get(name) else None
        if found is not None:
            yield name, *found


def late(now: datetime) -> Q:
    """Past while they run."""
    return RUNNING & Q(due_at__lt=now)


def missed(since: datetime, end: datetime, now: datetime) -> Q:
    """Missed in a span of time, whether met since then or not."""
    unnoted = RUNNING & Q(breached_at=None, due_at__gte=since, due_at__lt=min(end, now))
    return Q(breached_at__gte=since, breached_at__lt=end) | unnoted


def coming(now: datetime, end: datetime, since: datetime | None = None) -> Q:
    """Running out from now, or from a later instant, until another."""
    return RUNNING & Q(due_at__gte=max(now, since or now), due_at__lt=end)


def business() -> WorkCalendar | None:
    """The working calendar of Business Days as it holds now; None where none was loaded."""
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        return None
    return calendar


def risk_ends(calendar: WorkCalendar | None, now: datetime) -> datetime:
    """Until when whatever runs out is at risk now; without a calendar every hour is open."""
    if calendar is None:
        return now + AT_RISK
    return advance(calendar, now, AT_RISK) or now


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, MARKET_ZONE)


def end_of(day: date) -> datetime:
    return start_of(day + timedelta(days=1))
