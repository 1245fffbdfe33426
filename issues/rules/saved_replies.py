"""The places in a saved reply where the words of an issue go. Pure."""

import re
from collections.abc import Mapping
from typing import Final

# What may stand between {{ and }}, and what it is called where it is missing.
VARIABLES: Final[dict[str, str]] = {
    "participant": "the participant's name",
    "person": "the name of whoever asked",
    "issue": "the issue's number",
    "title": "the issue's title",
    "category": "the category",
    "operating_day": "the operating day",
    "statement": "the statement ID",
    "resource": "the resource",
    "owner": "the owner's name",
    "me": "your own name",
    "my_phone": "your phone number",
}
_PLACE: Final = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_BRACES: Final = re.compile(r"\{\{|\}\}|\{%|%\}")


def unknown(text: str) -> list[str]:
    """What stands between braces and means nothing, in order; a brace that is never closed as well."""
    names = [name for name in _PLACE.findall(text) if name not in VARIABLES]
    left = _BRACES.findall(_PLACE.sub("", text))
    return list(dict.fromkeys(name[:40] for name in names + left))


def missing(text: str, values: Mapping[str, str]) -> list[str]:
    """The variables of a text that this issue has no words for, by name."""
    return [name for name in dict.fromkeys(_PLACE.findall(text)) if name in VARIABLES and not values.get(name)]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the values of one issue; a gap says what is missing, so that nobody sends it unseen."""

    def place(match: re.Match[str]) -> str:
        name = match.group(1)
        return plain(values.get(name, "")) or f"[{VARIABLES.get(name, name)}]"

    return _PLACE.sub(place, text)


def gaps(text: str) -> list[str]:
    """The gaps that still stand in a filled text."""
    return [words for words in VARIABLES.values() if f"[{words}]" in text]


def plain(value: str) -> str:
    """A value as it stands in Markdown: nothing in a name becomes a link, an image or emphasis."""
    return re.sub(r"([\\`*\[\]<>])", r"\\\1", " ".join(value.split()))
