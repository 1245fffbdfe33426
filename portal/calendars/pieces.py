"""The stuff ledgers are made of: pieces of time laid end to end, which are cut, covered and joined."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from portal.calendars.localtime import clock_changes, clock_time
from portal.calendars.pauses import Stretch
from portal.calendars.week import SATURDAY, WorkCalendar

Kind = Literal["counted", "closed", "weekend", "holiday", "paused", "not_counted"]

COUNTED = ("Counted",)


class Piece(NamedTuple):
    """From `start` until before `end` (UTC), why it counts or not, and how many counted days it stands for."""

    start: datetime
    end: datetime
    kind: Kind
    texts: tuple[str, ...]
    days: int = 0
    note: str = ""

    @property
    def reason(self) -> str:
        """The sentence for people."""
        text = " and ".join(self.texts)
        return f"{text}, {self.note}" if self.note else text


def hour_pieces(calendar: WorkCalendar, start: datetime, end: datetime) -> Iterator[Piece]:
    """Open and closed pieces that cover [start, end] without a gap."""
    for ordinal in range(calendar.day_of(start), calendar.day_of(end) + 2):
        for piece in _day(calendar, ordinal):
            begins, ends = max(piece.start, start), min(piece.end, end)
            if begins < ends:
                yield piece._replace(start=begins, end=ends)


def closed_day(calendar: WorkCalendar, ordinal: int, start: datetime, end: datetime) -> Piece:
    """A day (or part of it) on which the calendar does not open, with its name."""
    day = date.fromordinal(ordinal)
    reason = calendar.closed_because(day) or ""
    if day in calendar.holidays:
        kind: Kind = "holiday"
    else:
        kind = "weekend" if day.weekday() >= SATURDAY else "closed"
    return Piece(start, end, kind, (reason[:1].upper() + reason[1:],))


def covered(pieces: Iterable[Piece], stretches: Sequence[Stretch]) -> Iterator[Piece]:
    """The same pieces, where a pause lies over them cut at its ends and shown as paused."""
    starts = [stretch.start for stretch in stretches]
    ends = [instant for stretch in stretches for instant in (stretch.start, stretch.end)]
    for piece in cut(pieces, ends):
        index = bisect_right(starts, piece.start) - 1
        if index >= 0 and piece.start < stretches[index].end:
            piece = piece._replace(kind="paused", texts=(stretches[index].pause.in_words(),))
        yield piece


def cut(pieces: Iterable[Piece], instants: Sequence[datetime]) -> Iterator[Piece]:
    """The same pieces, cut where one of the instants (in order) lies inside; a counted day goes to the last part."""
    for piece in pieces:
        first, last = bisect_right(instants, piece.start), bisect_left(instants, piece.end)
        for instant in instants[first:last]:
            if piece.start < instant:
                yield piece._replace(end=instant, days=0)
                piece = piece._replace(start=instant)
        yield piece


def noted(calendar: WorkCalendar, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same pieces, cut where the clocks change, the part that follows saying so."""
    if not pieces:
        return
    changes = dict(clock_changes(calendar.zone, pieces[0].start, pieces[-1].end))
    for piece in cut(pieces, list(changes)):
        yield piece._replace(note=changes.get(piece.start, ""))


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbors of the same kind and reason as one; Saturday and Sunday become "Saturday and Sunday"."""
    row: list[Piece] = []
    for piece in pieces:
        if row and _belong_together(row[-1], piece):
            before = row.pop()
            texts = before.texts + tuple(text for text in piece.texts if text not in before.texts)
            piece = before._replace(end=piece.end, texts=texts, days=before.days + piece.days)
        row.append(piece)
    return row


def _belong_together(before: Piece, piece: Piece) -> bool:
    if piece.kind != before.kind or piece.note:
        return False
    return piece.kind == "weekend" or piece.texts == before.texts


def _day(calendar: WorkCalendar, ordinal: int) -> Iterator[Piece]:
    """A whole local day: closed, or its hours and what lies before, between and after them."""
    cursor, end = calendar.midnight(ordinal), calendar.midnight(ordinal + 1)
    spans = calendar.open_spans(ordinal)
    if not spans:
        yield closed_day(calendar, ordinal, cursor, end)
        return
    for opens, closes in spans:
        yield Piece(cursor, opens, "closed", (_closed_until(calendar, ordinal, opens),))
        yield Piece(opens, closes, "counted", COUNTED)
        cursor = closes
    yield Piece(cursor, end, "closed", (_evening(calendar, ordinal, cursor),))


def _evening(calendar: WorkCalendar, ordinal: int, closes: datetime) -> str:
    following = calendar.open_spans(ordinal + 1)
    if following:
        return _closed_until(calendar, ordinal, following[0][0])
    return f"Closed from {clock_time(calendar.zone, closes)}{_shortened_by(calendar, ordinal)}"


def _closed_until(calendar: WorkCalendar, ordinal: int, opens: datetime) -> str:
    return f"Closed until {clock_time(calendar.zone, opens)}{_shortened_by(calendar, ordinal)}"


def _shortened_by(calendar: WorkCalendar, ordinal: int) -> str:
    holiday = calendar.holidays.get(date.fromordinal(ordinal))
    return f" ({holiday.name})" if holiday else ""
