"""Stretches in which a clock stands still. They may overlap, begin early, and lie outside opening hours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from portal.calendars.localtime import FOREVER, as_utc
from portal.calendars.week import Span


@dataclass(frozen=True, slots=True)
class Pause:
    """From `start` until before `end` (aware instants); an end of None means it is still paused."""

    start: datetime
    end: datetime | None
    reason: str = ""
    by: str = ""

    def __post_init__(self):
        object.__setattr__(self, "start", as_utc(self.start))
        if self.end is not None:
            object.__setattr__(self, "end", as_utc(self.end))
            if self.end < self.start:
                raise ValueError("A pause cannot end before it starts.")

    @property
    def until(self) -> datetime:
        """The end, or the end of all time while it is open."""
        return FOREVER if self.end is None else self.end

    def in_words(self) -> str:
        """For people: "Paused: waiting on participant (Dana Manager)"."""
        reason = f": {self.reason}" if self.reason else ""
        return f"Paused{reason} ({self.by})" if self.by else f"Paused{reason}"


class Stretch(NamedTuple):
    """A stretch of stillness that overlaps no other, with the pause it is shown under."""

    start: datetime
    end: datetime
    pause: Pause


def disjoint(pauses: Iterable[Pause], start: datetime, end: datetime = FOREVER) -> list[Stretch]:
    """The pauses within [start, end) in order; where two overlap, the one that began first is shown."""
    stretches, cursor = [], start
    for pause in sorted(pauses, key=lambda pause: (pause.start, pause.until)):
        begins, ends = max(pause.start, cursor), min(pause.until, end)
        if begins < ends:
            stretches.append(Stretch(begins, ends, pause))
            cursor = ends
    return stretches


def running(open_spans: Iterable[Span], stretches: list[Stretch]) -> Iterator[Span]:
    """The parts of open stretches in which the clock runs; ends for good where an open pause begins."""
    index = 0
    for opens, closes in open_spans:
        cursor = opens
        while index < len(stretches) and stretches[index].start < closes:
            still = stretches[index]
            if still.start > cursor:
                yield cursor, still.start
            if still.end == FOREVER:
                return
            cursor = max(cursor, still.end)
            if still.end > closes:
                break
            index += 1
        if cursor < closes:
            yield cursor, closes
