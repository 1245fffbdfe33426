"""Sections of the market's documents, as people write them down: "16.2.1, NOG 3.2"."""

import re
from typing import Final, NamedTuple

from portal.lifecycle.refusals import Refused
from training.choices import CitedDocument

SECTION: Final = r"^[0-9]{1,2}[A-Z]?([.][0-9]{1,3}[A-Z]?){0,7}([(][0-9A-Za-z]{1,4}[)]){0,4}$"
MOST: Final = 30
_SECTION: Final = re.compile(SECTION)
_DOCUMENT: Final = re.compile(rf"^({'|'.join(CitedDocument.values)})\s+", re.IGNORECASE)
_FILLER: Final = re.compile(r"^(§+|sections?\b|sec\.)\s*", re.IGNORECASE)


class Cited(NamedTuple):
    """One section of one document; the Protocols where none is named."""

    document: str
    section: str

    @property
    def words(self) -> str:
        return self.section if self.document == CitedDocument.PROTOCOLS else f"{self.document} {self.section}"


def read(text: str) -> tuple[Cited, ...]:
    """The sections of a list divided by commas, semicolons or lines; each once, in the order given.

    Refused, with the part in question, where something is no section.
    """
    parts = [" ".join(part.split()) for part in re.split(r"[,;\n]", text)]
    found = tuple(dict.fromkeys(_one(part) for part in parts if part))
    if len(found) > MOST:
        raise Refused(f"Cite at most {MOST} sections.")
    return found


def written(cited: tuple[Cited, ...] | list[Cited]) -> str:
    """The list as it is shown in a form, fit to be read again."""
    return ", ".join(one.words for one in cited)


def _one(part: str) -> Cited:
    document, rest = CitedDocument.PROTOCOLS.value, part
    if named := _DOCUMENT.match(part):
        document, rest = named[1].upper(), part[named.end() :]
    section = _FILLER.sub("", rest).replace(" ", "")
    head, bracket, tail = section.partition("(")
    section = head.upper().rstrip(".") + bracket + tail
    if not _SECTION.match(section):
        raise Refused(f"“{part[:40]}” is no section: write it like 16.2.1, or NOG 3.2 for another document.")
    return Cited(document, section)
