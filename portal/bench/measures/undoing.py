"""A stretch of work that leaves nothing behind, and what it took."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from django.db import transaction

from issues.measuring import Heard, listening
from portal.bench.counting import business
from portal.lifecycle import demo


@dataclass(slots=True)
class Took:
    seconds: float = 0
    statements: int = 0


@contextmanager
def undone() -> Iterator[None]:
    """Without savepoints within, which a sweep of its own would not have either."""
    with transaction.atomic(), demo.all_or_nothing():
        yield
        transaction.set_rollback(True)


@contextmanager
def timed() -> Iterator[Took]:
    took, begun = Took(), perf_counter()
    heard: Heard
    with listening() as heard:
        yield took
    took.seconds = perf_counter() - begun
    took.statements = len(business([sql for sql, _ in heard.statements]))
