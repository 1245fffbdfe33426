"""How long an issue stood in each state, derived from its steps. Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple


class Stay(NamedTuple):
    """One state from when to when; `until` is empty for the one it is in now."""

    state: str
    since: datetime
    until: datetime | None


class Held(NamedTuple):
    """A state with all the time spent in it: by the clock on the wall, and of it the operator's working time."""

    state: str
    total: timedelta
    working: timedelta
    times: int


def stays(steps: Iterable[tuple[str, datetime]]) -> list[Stay]:
    """The history as spans; steps that change nothing lengthen the span before."""
    found: list[Stay] = []
    for state, at in sorted(steps, key=lambda step: step[1]):
        if found and found[-1].state == state:
            continue
        if found:
            found[-1] = found[-1]._replace(until=at)
        found.append(Stay(state, at, None))
    return found


def held(spans: Sequence[Stay], now: datetime, working: Callable[[datetime, datetime], timedelta]) -> list[Held]:
    """The time in each state in the order in which they were first entered; what lasts counts until `now`."""
    found: dict[str, Held] = {}
    for span in spans:
        until = max(span.until or now, span.since)
        before = found.get(span.state, Held(span.state, timedelta(), timedelta(), 0))
        found[span.state] = Held(
            span.state,
            before.total + (until - span.since),
            before.working + working(span.since, until),
            before.times + 1,
        )
    return list(found.values())


def in_words(span: timedelta) -> str:
    """ "3 d 4 h", "4 h 5 min", "5 min": the two largest units."""
    minutes = int(span.total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"
