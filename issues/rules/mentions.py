"""Whom a note mentions: "@" and a colleague's name, or the first part of the mail address. Pure."""

import re
from collections.abc import Mapping
from typing import Final, TypeVar

Key = TypeVar("Key")
# Not within a word, so that no mail address mentions anybody.
_AT: Final = re.compile(r"(?<![\w.])@(?=\w)")


def mentions_somebody(text: str) -> bool:
    return _AT.search(text) is not None


def mentioned(text: str, names: Mapping[Key, tuple[str, ...]]) -> list[set[Key]]:
    """For each "@" the people whose name stands there, the longest name winning; several mean it is not clear who.

    `names` holds what each person may be called; an "@" before anything else mentions nobody.
    """
    found = []
    lower = " ".join(text.casefold().split())
    for match in _AT.finditer(lower):
        rest = lower[match.end() :]
        best: dict[int, set[Key]] = {}
        for key, called in names.items():
            for name in called:
                name = name.casefold()
                if name and rest.startswith(name) and not rest[len(name) : len(name) + 1].isalnum():
                    best.setdefault(len(name), set()).add(key)
        if best:
            found.append(best[max(best)])
    return found
