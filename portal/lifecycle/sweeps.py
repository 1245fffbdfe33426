"""When each periodic task last ran, and how it went: for the operations page, /metrics and /healthz."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from portal.lifecycle.models import SweepRun


def recorded(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Keep the last run of a task's body under `name`; an error is recorded and raised again.

    Two running at once share the row: it tells of the one that ended last. What is kept is for watching only; the
    task itself never depends on it.
    """

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(body)
        def watched(*args: Any, **kwargs: Any) -> Any:
            started_at = timezone.now()
            _keep(name, started_at=started_at)
            try:
                done = body(*args, **kwargs)
            except Exception as error:
                _keep(name, started_at=started_at, finished_at=timezone.now(), error=_in_words(error))
                raise
            ended = {"finished_at": timezone.now(), "succeeded_at": timezone.now(), "error": ""}
            _keep(name, started_at=started_at, count=count_of(done), **ended)
            return done

        watched.sweep_name = name
        return watched

    return decorate


def count_of(done: Any) -> int:
    """The number of rows a body tells of: itself a number, or numbers by name."""
    if isinstance(done, dict):
        return sum(count_of(part) for part in done.values())
    return done if isinstance(done, int) else 0


def _keep(name: str, *, started_at: datetime, **fields: Any) -> None:
    """One upsert; a database that is away must not turn into another error than the task's own."""
    try:
        with transaction.atomic():
            SweepRun.objects.update_or_create(name=name, defaults={"started_at": started_at} | fields)
    except DatabaseError:
        if not fields.get("error"):
            raise


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
