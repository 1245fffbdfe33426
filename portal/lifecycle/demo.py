"""The demo world and made-up data in bulk: each app fills in its own rows; the database is marked as a demo."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from portal.lifecycle.models import DemoMark
from portal.lifecycle.refusals import Refused
from portal.lifecycle.rows import Row

PASSWORD = "portal-demo"  # noqa: S105 the demo's password is public on purpose

_fillers: dict[str, Callable[..., None]] = {}
_bulk: dict[str, tuple[Callable[..., int], tuple[str, ...]]] = {}


@cache
def hashed_password() -> str:
    """The demo's password as people keep it; slow on purpose, so worked out once for all of them."""
    return make_password(PASSWORD)


def register(name: str, fill: Callable[..., None]) -> None:
    """`fill(now=...)` writes an app's part of the demo world, its history lying in the year before `now`."""
    _fillers[name] = fill


def register_bulk(name: str, load: Callable[..., int], *, sizes: tuple[str, ...] = ()) -> None:
    """`load(participants=..., seed=..., now=...)` adds made-up rows in bulk and returns how many.

    `sizes` names what else it is told, as numbers that are 0 unless they are asked for.
    """
    _bulk[name] = load, sizes


@transaction.atomic
def load(*, now: datetime) -> bool:
    """Fill an empty database with the demo world; False when it is there already.

    Raises `Refused` for a database that holds rows and no mark: those may be real.
    """
    if DemoMark.objects.exists():
        return False
    require_no_real_data()
    DemoMark.objects.create(loaded_at=now)
    with all_or_nothing():
        for fill in _fillers.values():
            fill(now=now)
    return True


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Inside a transaction: no place to return to within it. Use it where any error ends the whole of it anyway.

    Thousands of actions in one transaction would set one each: half of all statements, and the more of them there
    are the slower PostgreSQL looks at its rows. An error that somebody catches spoils the transaction all the same,
    and the next statement says so.
    """
    features = connection.features
    before, features.uses_savepoints = features.uses_savepoints, False
    try:
        yield
    finally:
        features.uses_savepoints = before


@transaction.atomic
def load_bulk(*, participants: int, seed: int, now: datetime, **sizes: int) -> dict[str, int]:
    """Add made-up rows, the same ones for the same seed; returns their number by kind."""
    if not DemoMark.objects.exists():
        require_no_real_data()
        DemoMark.objects.create(loaded_at=now)
    counts = {}
    for name, (fill, wanted) in _bulk.items():
        told = {size: sizes.get(size, 0) for size in wanted}
        counts[name] = fill(participants=participants, seed=seed, now=now, **told)
    return counts


def require_no_real_data() -> None:
    """Raise `Refused` when anybody or anything is in the database already."""
    rows = (model for model in apps.get_models() if issubclass(model, Row) and not model.FROM_CATALOG)
    kinds: list[Any] = [get_user_model(), *rows]
    for model in kinds:
        if model._default_manager.exists():
            raise Refused(
                f"This database already holds {model._meta.verbose_name_plural} and is not marked as a demo. "
                "Use another database for made-up data."
            )
