"""Counting rows while they pass: progress for whoever waits, and the limit nobody may exceed."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from .outcome import Progress, UnreadableFile

EVERY = 500
Item = TypeVar("Item")


class Steps:
    """Passes rows through, reports now and then, and refuses the file above the limit."""

    def __init__(self, progress: Progress | None, total: int, most: int):
        self._progress = progress
        self._total = total
        self._most = most
        self._done = 0

    def counted(self, rows: Iterable[Item]) -> Iterator[Item]:
        for row in rows:
            self._done += 1
            if self._done > self._most:
                raise UnreadableFile(f"The file has more than {self._most:,} rows.")
            if self._progress and self._done % EVERY == 0:
                self._progress(self._done, max(self._total, self._done))
            yield row

    def finish(self) -> None:
        """The last word: all rows done, also when the total was an estimate."""
        if self._progress:
            self._progress(self._done, self._done)
