"""When nobody is on duty. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

Gap = tuple[datetime, datetime]


def gaps(shifts: Iterable[Any], start: datetime, end: datetime) -> list[Gap]:
    """The stretches between two instants that no shift (`starts_at`, `ends_at`) covers, in order."""
    found, covered = [], start
    for shift in sorted(shifts, key=lambda shift: shift.starts_at):
        if shift.starts_at >= end:
            break
        if shift.starts_at > covered:
            found.append((covered, shift.starts_at))
        covered = max(covered, shift.ends_at)
    if covered < end:
        found.append((covered, end))
    return found
