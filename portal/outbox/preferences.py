"""What reaches a person by which channel and when. Pure: rows, zone and instant are arguments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from portal.calendars.localtime import first_instant
from portal.outbox.choices import MailChoice, Severity
from portal.outbox.kinds import Kind

ONE_DAY: Final = timedelta(days=1)
WEEK: Final = 7
SATURDAY, SUNDAY = 5, 6
MIDNIGHT: Final = time(0)
DIGESTS: Final = frozenset({MailChoice.DAILY, MailChoice.WEEKLY})


@dataclass(frozen=True, slots=True)
class Channels:
    in_app: bool
    mail: str


@dataclass(frozen=True, slots=True)
class Timing:
    """When a person wants to be left alone, and when digests come; see `DeliverySettings`."""

    quiet_from: time | None = None
    quiet_until: time | None = None
    quiet_weekends: bool = False
    digest_at: time = time(8)
    digest_weekday: int = 0

    @classmethod
    def of(cls, row: Any) -> "Timing":
        """The stored settings, or what holds for whoever never chose."""
        if row is None:
            return cls()
        return cls(row.quiet_from, row.quiet_until, row.quiet_weekends, row.digest_at, row.digest_weekday)


def channels(kind: Kind, chosen: Any = None) -> Channels:
    """The channels of a kind: the person's choice, within what the kind allows, else the kind's default.

    A kind that isn't optional may come as a digest, but not never; a critical one always comes at once.
    """
    if kind.critical:
        return Channels(in_app=True, mail=MailChoice.NOW)
    if chosen is None:
        return Channels(in_app=kind.default_in_app, mail=kind.default_mail)
    if kind.optional:
        return Channels(in_app=chosen.in_app, mail=chosen.mail)
    mail = kind.default_mail if chosen.mail == MailChoice.OFF else chosen.mail
    return Channels(in_app=chosen.in_app or kind.default_in_app, mail=mail)


def quiet_until(timing: Timing, zone: ZoneInfo, instant: datetime, severity: str) -> datetime | None:
    """When the quiet time around `instant` ends (UTC); None when it isn't quiet, or the message is critical.

    Quiet hours are wall-clock times in the person's zone. A quiet night that meets a quiet weekend is one.
    Where the clock shows an hour twice, the quiet time ends with the second one; where it skips one, at once.
    """
    if severity == Severity.CRITICAL:
        return None
    end = instant
    while (later := _end_of_stretch(timing, zone, end)) is not None:
        end = later
    return None if end == instant else end.astimezone(UTC)


def next_digest(choice: str, timing: Timing, zone: ZoneInfo, instant: datetime) -> datetime:
    """The next daily or weekly digest strictly after `instant` (UTC), at the person's hour in the person's zone."""
    day = instant.astimezone(zone).date()
    for ahead in range(WEEK + 2):
        candidate = day + ahead * ONE_DAY
        if choice == MailChoice.WEEKLY and candidate.weekday() != timing.digest_weekday:
            continue
        at = starts(zone, candidate, timing.digest_at)
        if at > instant:
            return at
    raise AssertionError("A weekday comes within a week.")


def starts(zone: ZoneInfo, day: date, at: time) -> datetime:
    """The first instant at which the zone's clock shows this time, or a later one where it skips it."""
    return first_instant(zone, datetime.combine(day, at))


def ends(zone: ZoneInfo, day: date, at: time) -> datetime:
    """As `starts`; of an hour the clock shows twice, the later one."""
    local = datetime.combine(day, at, zone)
    repeated = local.utcoffset() > local.replace(fold=1).utcoffset()
    return local.replace(fold=1).astimezone(UTC) if repeated else starts(zone, day, at)


def _end_of_stretch(timing: Timing, zone: ZoneInfo, instant: datetime) -> datetime | None:
    """The end of the night or weekend that holds `instant`."""
    day = instant.astimezone(zone).date()
    return next((end for start, end in _stretches(timing, zone, day) if start <= instant < end), None)


def _stretches(timing: Timing, zone: ZoneInfo, day: date) -> Iterator[tuple[datetime, datetime]]:
    if timing.quiet_weekends and day.weekday() in (SATURDAY, SUNDAY):
        saturday = day - (day.weekday() - SATURDAY) * ONE_DAY
        yield starts(zone, saturday, MIDNIGHT), ends(zone, saturday + 2 * ONE_DAY, MIDNIGHT)
    if timing.quiet_from is None or timing.quiet_until is None:
        return
    nights = timing.quiet_from > timing.quiet_until
    for first in (day - ONE_DAY, day) if nights else (day,):
        last = first + ONE_DAY if nights else first
        yield starts(zone, first, timing.quiet_from), ends(zone, last, timing.quiet_until)
