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
    jump: Callable[[Any, str, int], Iterable[Hit]] | None = None


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    label: str,
    find: Callable[[Any, str, int], Iterable[Hit]],
    *,
    visible: Callable[[Any], bool] = lambda user: True,
    jump: Callable[[Any, str, int], Iterable[Hit]] | None = None,
) -> None:
    """`find(user, words, limit)` gives at most `limit` hits that the person may see.

    `jump(user, number, limit)` answers "#42": the rows that the number or reference names, and nothing else.
    """
    _kinds[name] = Kind(label, find, visible, jump)


def kinds(user: Any) -> list[tuple[str, str]]:
    """Name and label of what the person can search in."""
    return [(name, kind.label) for name, kind in _kinds.items() if kind.visible(user)]


def search(user: Any, words: str, *, limit: int = 6, only: str = "") -> list[tuple[str, list[Hit]]]:
    """The groups with hits, in order of registration; fewer than two letters find nothing.

    Words that begin with "#" only jump. `only` names one kind to search in.
    """
    words = words.replace("\x00", "").strip()
    if len(words) < 2:
        return []
    asked = [kind for name, kind in _kinds.items() if kind.visible(user) and only in ("", name)]
    if words.startswith("#"):
        number = words[1:].strip()
        groups = [(kind.label, list(kind.jump(user, number, limit))) for kind in asked if kind.jump is not None]
    else:
        groups = [(kind.label, list(kind.find(user, words, limit))) for kind in asked]
    return [(label, hits) for label, hits in groups if hits]
