"""What comes with an accepted invitation beyond the account; apps above register it in `ready()`.

`fulfil(invitation, user, now)` runs in the transaction of acceptance and may refuse it. `describe(invitation)`
gives the words the invited person reads first, e.g. "to work for Prairie Lantern Energy"; empty if not theirs.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Fulfil = Callable[[Any, Any, datetime], None]
Describe = Callable[[Any], str]

_plans: list[tuple[Fulfil, Describe | None]] = []


def register(fulfil: Fulfil, describe: Describe | None = None) -> None:
    _plans.append((fulfil, describe))


def fulfil_all(invitation: Any, user: Any, now: datetime) -> None:
    """Let every app do its part of the acceptance."""
    for fulfil, _ in _plans:
        fulfil(invitation, user, now)


def described(invitation: Any) -> str:
    """What the invitation is for, in words; empty if nobody says."""
    return next(filter(None, (describe(invitation) for _, describe in _plans if describe)), "")
