"""Rows that keep a copy of their deadline's day learn when a changed calendar moves it.

An app registers each of its subjects in `ready()`:

    followers.register("participants.followup", follow)   # follow(refs): bring these rows up to date

It is told after the change is committed, so no lock of the app's rows is ever waited for while clocks are held; the
app also looks for itself from time to time, for the moment in which the portal was killed in between.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)

Follow = Callable[[set[str]], Any]

_followers: dict[str, Follow] = {}


def register(subject_type: str, follow: Follow) -> None:
    _followers[subject_type] = follow


def tell(clocks: Iterable[Any]) -> None:
    """The due instants of these clocks changed; call it in the transaction that changes them."""
    moved: dict[str, set[str]] = defaultdict(set)
    for clock in clocks:
        moved[clock.subject_type].add(clock.subject_ref)
    for subject_type, refs in moved.items():
        if follow := _followers.get(subject_type):
            transaction.on_commit(partial(_follow, follow, refs))


def _follow(follow: Follow, refs: set[str]) -> None:
    try:
        follow(refs)
    except Exception:
        logger.exception("Rows of moved deadlines were not brought up to date; the next look finds them.")
