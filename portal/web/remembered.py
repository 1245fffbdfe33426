"""An answer that is costly and that many ask for: one of them works it out, the others read it.

    found = remembered("dashboard:all", reckon, now=now, seconds=30)
    found.value, found.at

For so many seconds everybody is told the same. After them the first one works it out anew, and whoever asks meanwhile
is still told the former answer: so however many look, it is worked out once an interval.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from portal.web import cached

# Whoever works it out and dies is not waited for any longer.
CLAIMED: Final = 30
KEPT: Final = 3600
# Only while there is no former answer at all somebody waits for the first one.
PATIENCE: Final = 20
PAUSE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer and the instant of which it tells."""

    value: Any
    at: datetime


def remembered(key: str, reckon: Callable[[], Any], *, now: datetime, seconds: int) -> Remembered:
    """What was worked out within the last `seconds`; `reckon` is asked otherwise. The value is kept as it is."""
    known = _read(key)
    if known is not None and now - known.at < timedelta(seconds=seconds):
        return known
    claim = f"{key}:claim"
    if not cached.claim(claim, CLAIMED):
        known = known or _awaited(key)
        if known is not None:
            return known
    try:
        found = Remembered(reckon(), now)
        cached.write(key, (found.value, found.at), KEPT)
    finally:
        cached.forget(claim)
    return found


def _read(key: str) -> Remembered | None:
    known = cached.read(key)
    return Remembered(*known) if known is not None else None


def _awaited(key: str) -> Remembered | None:
    for _ in range(PATIENCE):
        time.sleep(PAUSE)
        if (known := _read(key)) is not None:
            return known
    return None
