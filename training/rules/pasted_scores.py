"""Scores as somebody pastes them from a list: one person a line, the score at its end. Pure."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

LINE: Final = re.compile(r"(?P<who>.+?)[\s,;:]+(?P<score>\d{1,3}(?:[.,]\d{1,2})?)\s*%?")
MOST: Final = 500


class Pasted(NamedTuple):
    """A line: who, as written there (an e-mail address or a name), and the score in percent."""

    line: int
    who: str
    percent: Decimal


class BadLine(ValueError):
    """A line that cannot be read, in words."""


def read(text: str) -> list[Pasted]:
    """Every line that is not empty; BadLine for one without a score."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line.strip())
        if match is None:
            raise BadLine(f"Line {number} does not end with a score.")
        percent = Decimal(match["score"].replace(",", "."))
        if percent > 100:
            raise BadLine(f"Line {number}: a score is between 0 and 100 percent.")
        found.append(Pasted(number, match["who"].strip(" ,;:\t\"'<>"), percent))
    if len(found) > MOST:
        raise BadLine(f"At most {MOST} lines at once.")
    return found
