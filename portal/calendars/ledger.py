"""Why this date: the spans between a clock's start and its due instant, each with what it counted and the reason.

The spans lie end to end, in order, without gap or overlap. Counted back, they run from the result to the start.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.calendars.days import Step
from portal.calendars.localtime import ZERO, as_utc, clock_time
from portal.calendars.pauses import Pause, Stretch, disjoint
from portal.calendars.pieces import COUNTED, Kind, Piece, closed_day, covered, hour_pieces, joined, noted
from portal.calendars.week import WorkCalendar

__all__ = ["Kind", "LedgerSpan", "day_ledger", "time_ledger"]


@dataclass(frozen=True, slots=True)
class LedgerSpan:
    """One row of the ledger. `counted` is business time, `counted_days` whole days; an end of None is an open pause."""

    start: datetime
    end: datetime | None
    counted: timedelta
    counted_days: int
    kind: Kind
    reason: str


def time_ledger(
    calendar: WorkCalendar, start: datetime, due_at: datetime | None, pauses: Sequence[Pause] = ()
) -> list[LedgerSpan]:
    """The ledger of minutes and hours: what is counted adds up to the amount (counting back: to its size)."""
    first, last, still_open = _bounds(as_utc(start), due_at, pauses)
    pieces = covered(hour_pieces(calendar, first, last), disjoint(pauses, first, last))
    rows = joined(noted(calendar, list(pieces)))
    return [*(_time_row(piece) for piece in rows), *_open_end(last, still_open)]


def day_ledger(
    calendar: WorkCalendar,
    start: datetime,
    due_at: datetime | None,
    steps: Sequence[Step],
    pauses: Sequence[Pause] = (),
) -> list[LedgerSpan]:
    """The ledger of days, from the steps of the count; the counted days add up to the number asked for.

    Within a counted day only one span carries the day; further spans a pause leaves of it are "part of the same day".
    """
    first, last, still_open = _bounds(as_utc(start), due_at, pauses)
    stretches = disjoint(pauses, first, last)
    pieces: list[Piece] = []
    for step in sorted(steps, key=lambda step: step.ordinal):
        begins = min(max(calendar.midnight(step.ordinal), first), last)
        ends = max(begins, min(calendar.midnight(step.ordinal + 1), last))
        if begins < ends or step.verdict == "counted":
            pieces += _day_pieces(calendar, step, begins, ends, stretches)
    rows = joined(noted(calendar, pieces))
    return [*(_day_row(piece) for piece in rows), *_open_end(last, still_open)]


def _bounds(
    start: datetime, due_at: datetime | None, pauses: Iterable[Pause]
) -> tuple[datetime, datetime, Pause | None]:
    """Where the ledger begins and ends, and the open pause that keeps it from ending."""
    if due_at is not None:
        return min(start, due_at), max(start, due_at), None
    still_open = min((pause for pause in pauses if pause.end is None), key=lambda pause: pause.start)
    return start, max(start, still_open.start), still_open


def _open_end(since: datetime, pause: Pause | None) -> Iterator[LedgerSpan]:
    if pause is not None:
        yield LedgerSpan(since, None, ZERO, 0, "paused", pause.in_words())


def _time_row(piece: Piece) -> LedgerSpan:
    counted = piece.end - piece.start if piece.kind == "counted" else ZERO
    return LedgerSpan(piece.start, piece.end, counted, 0, piece.kind, piece.reason)


def _day_row(piece: Piece) -> LedgerSpan:
    return LedgerSpan(piece.start, piece.end, ZERO, piece.days, piece.kind, piece.reason)


def _day_pieces(
    calendar: WorkCalendar, step: Step, begins: datetime, ends: datetime, stretches: Sequence[Stretch]
) -> list[Piece]:
    if step.verdict == "closed":
        whole = closed_day(calendar, step.ordinal, begins, ends)
    elif step.verdict == "start":
        whole = Piece(begins, ends, "not_counted", ("Start day, not counted",))
    elif step.verdict == "due":
        whole = Piece(begins, ends, "not_counted", ("Due day, no day to count",))
    elif step.verdict == "lost":
        moment = clock_time(calendar.zone, step.moment)
        whole = Piece(begins, ends, "not_counted", (f"Not counted, paused when due at {moment}",))
    else:
        whole = Piece(begins, ends, "counted", COUNTED)
    parts = list(covered([whole], stretches))
    return _with_one_day(parts, step.moment) if step.verdict == "counted" else parts


def _with_one_day(parts: list[Piece], moment: datetime) -> list[Piece]:
    """The parts of a counted day, the day itself put on the part in which the clock ran up to the due moment."""
    running = [index for index, part in enumerate(parts) if part.kind == "counted"]
    reached = [index for index in running if parts[index].start <= moment]
    bearer = (reached or running[:1] or [len(parts) - 1])[-1]
    return [_share_of_day(part, index == bearer) for index, part in enumerate(parts)]


def _share_of_day(part: Piece, bears_the_day: bool) -> Piece:
    if bears_the_day and part.kind == "paused":
        # The pause covers what is left of the day, yet not the last open instant before its due moment.
        return part._replace(days=1, texts=(f"{part.texts[0]}; the day still counts",))
    if bears_the_day:
        return part._replace(days=1)
    if part.kind == "counted":
        return part._replace(kind="not_counted", texts=("Part of the same day",))
    return part
