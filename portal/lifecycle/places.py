"""Places in a text where words of a row go, for saved replies, templates of letters and the like. Pure."""

import re
from collections.abc import Callable, Mapping
from typing import Final

_PLACE: Final = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_BRACES: Final = re.compile(r"\{\{|\}\}|\{%|%\}")


class Places:
    """`variables`: what may stand between {{ and }}, and what it is called where it is missing.

    `as_text` is how a value is written down, so that nothing in a name becomes anything else.
    """

    def __init__(self, variables: Mapping[str, str], *, as_text: Callable[[str], str]) -> None:
        self.variables = variables
        self.as_text = as_text

    def unknown(self, text: str) -> list[str]:
        """What stands between braces and means nothing, in order; a brace that is never closed as well."""
        names = [name for name in _PLACE.findall(text) if name not in self.variables]
        left = _BRACES.findall(_PLACE.sub("", text))
        return list(dict.fromkeys(name[:40] for name in names + left))

    def missing(self, text: str, values: Mapping[str, str]) -> list[str]:
        """The variables of a text that there are no words for, by name."""
        return [name for name in dict.fromkeys(_PLACE.findall(text)) if name in self.variables and not values.get(name)]

    def filled(self, text: str, values: Mapping[str, str]) -> str:
        """The text with the values; a gap says what is missing, so that nobody sends it unseen."""

        def place(match: re.Match[str]) -> str:
            name = match.group(1)
            return self.as_text(values.get(name, "")) or f"[{self.variables.get(name, name)}]"

        return _PLACE.sub(place, text)

    def gaps(self, text: str) -> list[str]:
        """The gaps that still stand in a filled text."""
        return [words for words in self.variables.values() if f"[{words}]" in text]
