"""What can be found: each app registers its kinds of rows; each finder starts from `visible_to`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found: its title, a note beside it, its page."""

    title: str
    url: str
    note: str = ""
    icon: str = "file"


@dataclass(frozen=True, slots=True)
class Kind:
    label: str
    find: Callable[[Any, str, int], Iterable[Hit]]
    visible: Callable[[Any], bool]


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    label: str,
    find: Callable[[Any, str, int], Iterable[Hit]],
    *,
    visible: Callable[[Any], bool] = lambda user: True,
) -> None:
    """`find(user, words, limit)` gives at most `limit` hits that the person may see."""
    _kinds[name] = Kind(label, find, visible)


def search(user: Any, words: str, *, limit: int = 6) -> list[tuple[str, list[Hit]]]:
    """The groups with hits, in order of registration; fewer than two letters find nothing."""
    words = words.replace("\x00", "").strip()
    if len(words) < 2:
        return []
    groups = [(kind.label, list(kind.find(user, words, limit))) for kind in _kinds.values() if kind.visible(user)]
    return [(label, hits) for label, hits in groups if hits]
