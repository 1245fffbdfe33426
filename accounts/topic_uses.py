"""Who relies on a topic: each app above says which of its rows name it, so that a topic in use is not retired.

topic_uses.register("categories", lambda topic: [row.name for row in ...])
"""

from collections.abc import Callable, Sequence
from typing import Any

_uses: dict[str, Callable[[Any], Sequence[str]]] = {}


def register(key: str, find: Callable[[Any], Sequence[str]]) -> None:
    """`find(topic)` gives the rows in words, as "the category “Credit”"; the same key again replaces it."""
    _uses[key] = find


def uses_of(topic: Any) -> list[str]:
    """Everything that relies on the topic, in words."""
    return [one for find in _uses.values() for one in find(topic)]
