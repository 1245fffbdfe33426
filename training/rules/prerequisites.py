"""Courses that need other courses first: never in a circle, and in a learning path before what needs them."""

from collections.abc import Collection, Iterable, Mapping, Sequence


def circle(code: str, needs: Mapping[str, Collection[str]]) -> list[str]:
    """The way from a course back to itself along what it needs, both ends named; empty where there is none."""
    came_from: dict[str, str] = {}
    waiting = [code]
    while waiting:
        current = waiting.pop(0)
        for needed in sorted(needs.get(current, ())):
            if needed == code:
                return _way(code, current, came_from)
            if needed not in came_from:
                came_from[needed] = current
                waiting.append(needed)
    return []


def _way(code: str, last: str, came_from: Mapping[str, str]) -> list[str]:
    """Walked back from the end; turned round it reads "needs" from left to right."""
    way = [last]
    while way[-1] != code:
        way.append(came_from[way[-1]])
    return [*reversed(way), code]


def missing(codes: Sequence[str], needs: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
    """What a path's courses need and do not find before them, as (course, needed)."""
    taken: set[str] = set()
    found: list[tuple[str, str]] = []
    for code in codes:
        found += [(code, needed) for needed in sorted(needs.get(code, ())) if needed not in taken]
        taken.add(code)
    return found


def in_words(way: Iterable[str]) -> str:
    """A circle as a sentence reads it."""
    return " needs ".join(way)
