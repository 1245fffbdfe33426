"""Figures that apps add to the operations page and to /metrics. Registered in `ready()`; each count is bounded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` is what monitoring calls it, `words` what the page says; `url` leads to the rows behind it."""

    name: str
    words: str
    number: int
    url: str = ""


_sources: dict[str, Callable[[], Iterable[Figure]]] = {}


def register(key: str, figures: Callable[[], Iterable[Figure]]) -> None:
    """The same key again replaces it."""
    _sources[key] = figures


def all_figures() -> list[Figure]:
    return [figure for figures in _sources.values() for figure in figures()]
