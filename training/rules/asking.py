"""What somebody types into a search, taken apart: words, operators, sections of the market's documents."""

import re
from typing import Final, NamedTuple

from portal.lifecycle.refusals import Refused
from training.rules.citations import Cited, read

LONGEST: Final = 200
MOST_WORDS: Final = 8
_WORD: Final = re.compile(r"\w[\w.]*(?:-\w[\w.]*)*")
_OPERATOR: Final = re.compile(r"[\"“”]|(?:^|\s)-\w|\bor\b", re.IGNORECASE)


class Question(NamedTuple):
    """`text` as it was typed; `words` in lower case, the last one perhaps only begun; `sections` it may name.

    `plain`: without quotation marks, minus or "or", so that it may be answered by likeness too.
    """

    text: str
    words: tuple[str, ...]
    plain: bool
    sections: tuple[Cited, ...]


def words_in(text: str, most: int) -> tuple[str, ...]:
    """The last `most` different words of a text; numbers of sections stay whole, and so do words with hyphens."""
    found = (word.rstrip(".") for word in _WORD.findall(text.replace("\x00", "").lower()))
    return tuple(dict.fromkeys(word for word in found if word))[-most:]


def question(text: str) -> Question:
    text = " ".join(text.replace("\x00", "").split())[:LONGEST]
    straight = text.replace("“", '"').replace("”", '"')
    return Question(straight, words_in(text, MOST_WORDS), not _OPERATOR.search(text), _sections(text))


def begun(words: tuple[str, ...], text: str) -> list[str]:
    """The words for the database, the last one marked as only begun while no space stands behind it."""
    asked = list(words)
    if asked and not text[-1:].isspace() and not any(sign.isdigit() for sign in asked[-1]) and len(asked[-1]) > 2:
        asked[-1] += "*"
    return asked


def _sections(text: str) -> tuple[Cited, ...]:
    try:
        return read(text)
    except Refused:
        return ()
