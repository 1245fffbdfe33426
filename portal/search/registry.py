"""What can be found: each app registers its kinds of rows; each finder starts from `visible_to`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from portal.search.together import read_together


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found: its title, a note beside it, its page."""

    title: str
    url: str
    note: str = ""
    icon: str = "file"


@dataclass(frozen=True, slots=True)
class Rows:
    """How rows are found by one query: `rows(user, words)` gives it in order, the best first; `shown` names what a hit
    shows of its row, and `hit(user, row)` says how it reads. The rows of all such kinds come in one statement."""

    rows: Callable[[Any, str], QuerySet]
    shown: Sequence[str]
    hit: Callable[[Any, Any], Hit]

    def __call__(self, user: Any, words: str, limit: int) -> list[Hit]:
        """The hits of this kind alone."""
        found = read_together({"": (self.rows(user, words)[:limit], self.shown)})
        return [self.hit(user, row) for row in found[""]]


@dataclass(frozen=True, slots=True)
class Kind:
    label: str
    find: Rows | Callable[[Any, str, int], Iterable[Hit]]
    visible: Callable[[Any], bool]
    jump: Callable[[Any, str, int], Iterable[Hit]] | None = None


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    label: str,
    find: Rows | Callable[[Any, str, int], Iterable[Hit]],
    *,
    visible: Callable[[Any], bool] = lambda user: True,
    jump: Callable[[Any, str, int], Iterable[Hit]] | None = None,
) -> None:
    """`find(user, words, limit)` gives at most `limit` hits that the person may see, by statements of its own; most
    kinds are `Rows`, which start from `visible_to(user)` as well.

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
        groups = _found(user, words, limit, asked)
    return [(label, hits) for label, hits in groups if hits]


def _found(user: Any, words: str, limit: int, asked: Iterable[Kind]) -> list[tuple[str, list[Hit]]]:
    """The hits of each kind: one statement for all that are found by a query, and those of the others."""
    kinds = {kind.label: kind.find for kind in asked}
    by_query = {label: find for label, find in kinds.items() if isinstance(find, Rows)}
    read = read_together({label: (one.rows(user, words)[:limit], one.shown) for label, one in by_query.items()})
    return [
        (label, [find.hit(user, row) for row in read[label]] if isinstance(find, Rows) else [*find(user, words, limit)])
        for label, find in kinds.items()
    ]
