"""Writing many rows in few statements, telling how far it got."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from participants.rules.imports.outcome import Progress

BATCH: Final = 1000
# An UPDATE of many rows names each value in one CASE; its cost grows faster than its length.
UPDATE_BATCH: Final = 250
# As many numbers as one condition lists.
KEYS: Final = 5000


def chunks(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for begin in range(0, len(rows), size):
        yield rows[begin : begin + size]


class Batches:
    """Creates and updates in bounded statements; `total` is the number of rows to come in all."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.total = total
        self.done = 0
        self.progress = progress

    def create(self, rows: Sequence[Any]) -> None:
        for chunk in chunks(rows, BATCH):
            type(chunk[0]).objects.bulk_create(chunk)
            self._step(len(chunk))

    def update(self, rows: Sequence[Any], fields: Sequence[str]) -> None:
        for chunk in chunks(rows, UPDATE_BATCH):
            type(chunk[0]).objects.bulk_update(chunk, fields)
            self._step(len(chunk))

    def _step(self, count: int) -> None:
        self.done += count
        self.progress(self.done, self.total)


def nobody_waits(done: int, total: int) -> None:
    """The progress of work nobody watches."""
