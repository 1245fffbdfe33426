"""Who of the waiting list is given the seats that became free. Pure.

The list goes strictly by its numbers. A group that wants to sit together waits until enough seats are free for all of
it; meanwhile those behind it may pass, but at most three seats go past a group: from then on free seats are kept for
it. A group larger than the whole session holds up nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

MOST_PASSED: Final = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """One person, or a group that wants to sit together. `passed`: seats that went past it so far."""

    key: int
    size: int = 1
    passed: int = 0


@dataclass(slots=True)
class Plan:
    """`given`: keys of those whose turn it is. `passed`: seats that newly went past a group, by its key.

    `kept_for` is the group for which free seats are kept.
    """

    given: list[int] = field(default_factory=list)
    passed: dict[int, int] = field(default_factory=dict)
    kept_for: int | None = None


def plan(line: Sequence[Unit], *, free: int | None, seats: int | None, keep: bool = True) -> Plan:
    """Give `free` seats (None: any number) to the line, the first one first.

    `keep` False: close to the start no seat stays empty for a group that may never fit.
    """
    found, too_big_now = Plan(), []
    for unit in line:
        if free == 0:
            break
        if free is not None and unit.size > free:
            too_big_now.append(unit)
            continue
        holder = _kept_for(too_big_now, unit.size, found, seats) if keep else None
        if holder is not None:
            found.kept_for = holder.key
            break
        found.given.append(unit.key)
        for one in too_big_now:
            found.passed[one.key] = found.passed.get(one.key, 0) + unit.size
        free = None if free is None else free - unit.size
    return found


def _kept_for(groups: Sequence[Unit], size: int, so_far: Plan, seats: int | None) -> Unit | None:
    """The first group that so many seats more must not pass."""
    fitting = (one for one in groups if seats is None or one.size <= seats)
    over = (one for one in fitting if one.passed + so_far.passed.get(one.key, 0) + size > MOST_PASSED)
    return next(over, None)
