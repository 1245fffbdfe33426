"""Issues above and beneath others: how deep, and never in a circle. Pure: the keys are given."""

from collections.abc import Mapping, Sequence
from typing import Final

# An issue, those beneath it, and those beneath them.
MOST_LEVELS: Final = 3
CIRCLE: Final = "{parent} stands beneath this issue, or is this issue itself."
TOO_DEEP: Final = "Issues stand in three levels at most."

Parents = Mapping[int, int | None]


def chain(key: int, parents: Parents) -> list[int]:
    """The issues above one, the nearest first; stops at a circle, should there be one."""
    found: list[int] = []
    above = parents.get(key)
    while above is not None and above not in found and above != key:
        found.append(above)
        above = parents.get(above)
    return found


def depth(key: int, parents: Parents) -> int:
    """How many levels stand beneath an issue."""
    beneath = [chain(other, parents) for other in parents]
    return max((above.index(key) + 1 for above in beneath if key in above), default=0)


def objection(child: int, parent: int, parents: Parents, *, parent_ref: str) -> str:
    """Why `child` cannot stand beneath `parent`; empty where it can."""
    above = chain(parent, parents)
    if child == parent or child in above:
        return CIRCLE.format(parent=parent_ref)
    if len(above) + 2 + depth(child, parents) > MOST_LEVELS:
        return TOO_DEEP
    return ""


def target(key: int, merged_into: Mapping[int, int | None]) -> int:
    """Where a merged issue ended up, however often what it was merged into was merged itself."""
    above = chain(key, merged_into)
    return above[-1] if above else key


def named(refs: Sequence[str], most: int = 5) -> str:
    """References in a sentence, the first few of them."""
    more = len(refs) - most
    return ", ".join(refs[:most]) + (f" and {more} more" if more > 0 else "")
