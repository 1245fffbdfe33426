"""Who stands above whom, and that nobody stands above itself on any day. Pure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from participants.choices import Relation

MOST_STEPS: Final = 8
ONE_TOO_MANY: Final = "On the same days this would put {name} above itself: {path}."


class Tie(NamedTuple):
    """`child` belongs to `parent` from a first to a last day; None: until further notice."""

    child: Hashable
    parent: Hashable
    starts_on: date = date.min
    ends_on: date | None = None


class Standing(NamedTuple):
    """Where a company of the family stands: so many steps up or down, or aside (0)."""

    relation: Relation
    steps: int
    through: Hashable


def circle(ties: Iterable[Tie], new: Tie) -> list[Hashable]:
    """The path up from the new parent to the child, whose ties all hold on one day with the new one; [] for none."""
    if new.child == new.parent:
        return [new.child, new.parent]
    above: dict[Hashable, list[Tie]] = {}
    for tie in ties:
        above.setdefault(tie.child, []).append(tie)
    waiting = [(new.parent, new.starts_on, new.ends_on or date.max, [new.child, new.parent])]
    while waiting:
        at, first, last, path = waiting.pop()
        for tie in above.get(at, ()):
            begin, end = max(first, tie.starts_on), min(last, tie.ends_on or date.max)
            if begin > end:
                continue
            if tie.parent == new.child:
                return [*path, tie.parent]
            if tie.parent not in path:
                waiting.append((tie.parent, begin, end, [*path, tie.parent]))
    return []


def standings(ties: Sequence[Tie], of: Hashable, closed: frozenset[Hashable] = frozenset()) -> dict[Hashable, Standing]:
    """Each company of the family by how it stands to `of`, nearest first; nothing is reached through a closed one."""
    up, down = _neighbors(ties)
    found: dict[Hashable, Standing] = {}
    for relation, nearby in ((Relation.PARENTS, up), (Relation.SUBSIDIARIES, down)):
        for key, steps, through in _walk(of, nearby, closed):
            found.setdefault(key, Standing(relation, steps, through))
    above = [key for key, standing in found.items() if standing.relation == Relation.PARENTS and key not in closed]
    for top in above:
        for key, _steps, through in _walk(top, down, closed | {of}):
            if key != of:
                found.setdefault(key, Standing(Relation.AFFILIATES, 0, through))
    return found


def _neighbors(ties: Iterable[Tie]) -> tuple[Mapping, Mapping]:
    up: dict[Hashable, list[Hashable]] = {}
    down: dict[Hashable, list[Hashable]] = {}
    for tie in ties:
        up.setdefault(tie.child, []).append(tie.parent)
        down.setdefault(tie.parent, []).append(tie.child)
    return up, down


def _walk(of: Hashable, nearby: Mapping, closed: frozenset[Hashable]) -> Iterable[tuple[Hashable, int, Hashable]]:
    """By steps; the company itself is not among them."""
    seen, ring = {of}, [of]
    for steps in range(1, MOST_STEPS + 1):
        reached = []
        for at in ring:
            for key in nearby.get(at, ()):
                if key in seen:
                    continue
                seen.add(key)
                yield key, steps, at
                if key not in closed:
                    reached.append(key)
        ring = reached
