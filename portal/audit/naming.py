"""How the audit trail, which knows no app, gets a participant's name for a number and the number for a reference."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Named(NamedTuple):
    name: str
    url: str


Names = Callable[[Iterable[int]], dict[int, Named]]
IdOf = Callable[[str], int | None]

_namers: dict[str, tuple[Names, IdOf]] = {}


def register(names: Names, id_of: IdOf) -> None:
    """The app of participants registers both in `ready()`."""
    _namers["participants"] = (names, id_of)


def names(ids: Iterable[int | None]) -> dict[int, Named]:
    """The participants of some events, in one statement."""
    wanted = {one for one in ids if one is not None}
    return _namers["participants"][0](wanted) if wanted and _namers else {}


def id_of(ref: str) -> int | None:
    """The participant with that reference, if there is one."""
    return _namers["participants"][1](ref) if _namers else None
