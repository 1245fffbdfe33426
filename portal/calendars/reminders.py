"""When the levels of a reminder plan fire: before, at and after the due instant, or at a share of the time. Pure.

Offsets are in the clock's own day kind. Nobody is reminded while the calendar is closed: what would come before the
due instant comes at the last closing before, what is due or late comes at the next opening. A calendar that never
closes moves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from portal.calendars import targets
from portal.calendars.days import advance_days
from portal.calendars.deadlines import FixedDay, Rule
from portal.calendars.localtime import MICROSECOND, as_utc
from portal.calendars.pauses import Pause
from portal.calendars.targets import Target
from portal.calendars.week import WorkCalendar
from portal.calendars.worktime import advance, elapsed, is_open, next_opening

When = Literal["before", "at", "after", "share"]


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a level lies; `amount` is a percentage for a share, and plays no part at the due instant."""

    when: When
    amount: Decimal | int = 0
    unit: str = "day"

    def as_target(self) -> Target:
        return Target(self.amount, self.unit)


def fire_at(
    calendar: WorkCalendar,
    start: datetime,
    rule: Rule,
    due: datetime | None,
    offset: Offset,
    pauses: Sequence[Pause] = (),
) -> datetime | None:
    """The planned instant of a level; None while the due instant is not known.

    Never before the start: a warning whose time lies there is due at the start itself, see `before_start`.
    """
    if due is None:
        return None
    due, start = as_utc(due), as_utc(start)
    if offset.when == "at":
        return _open_again(calendar, due)
    if offset.when == "after":
        return _open_again(calendar, _after(calendar, due, offset, pauses))
    planned = _ahead(calendar, start, rule, due, offset, pauses)
    return max(start, min(due, _still_open(calendar, planned)))


def before_start(start: datetime, fires: datetime | None, offset: Offset) -> bool:
    """Whether a warning is void: it would have been given before (or at) the start."""
    return offset.when in ("before", "share") and fires is not None and fires <= start


def _ahead(
    calendar: WorkCalendar, start: datetime, rule: Rule, due: datetime, offset: Offset, pauses: Sequence[Pause]
) -> datetime:
    if isinstance(rule, FixedDay):
        return _ahead_of_day(calendar, start, due, offset, pauses)
    if offset.when == "share":
        return targets.share_of(calendar, start, rule, offset.amount, pauses)
    return targets.offset_before(calendar, start, rule, offset.as_target(), pauses)


def _ahead_of_day(
    calendar: WorkCalendar, start: datetime, due: datetime, offset: Offset, pauses: Sequence[Pause]
) -> datetime:
    """Counted back from the fixed instant; a share is one of the open time on the way there."""
    if offset.when == "share":
        whole = elapsed(calendar, start, due, pauses)
        share = int(whole // MICROSECOND * Decimal(offset.amount) / 100) * MICROSECOND
        return advance(calendar, start, share, pauses)
    back = offset.as_target()
    if not back.amount:
        return due
    if back.is_days:
        return advance_days(calendar, due, -int(back.amount))
    return advance(calendar, due, -back.as_timedelta())


def _after(calendar: WorkCalendar, due: datetime, offset: Offset, pauses: Sequence[Pause]) -> datetime | None:
    """The ladder stands still while the clock does, also after the due instant."""
    late = [pause for pause in pauses if pause.until > due]
    return targets.due_at(calendar, due, offset.as_target(), late)


def _still_open(calendar: WorkCalendar, instant: datetime) -> datetime:
    """The instant itself in opening hours (their end included), else the last closing before it."""
    if _in_hours(calendar, instant):
        return instant
    return next(calendar.open_back(instant))[1]


def _open_again(calendar: WorkCalendar, instant: datetime | None) -> datetime | None:
    """The instant itself in opening hours (their end included), else the next opening; None stays None."""
    if instant is None or _in_hours(calendar, instant):
        return instant
    return next_opening(calendar, instant)


def _in_hours(calendar: WorkCalendar, instant: datetime) -> bool:
    return is_open(calendar, instant) or is_open(calendar, instant - MICROSECOND)
