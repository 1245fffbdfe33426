"""The number on a certificate: told over the phone, typed by strangers, and not to be guessed. Pure."""

import random
import re
import secrets
from typing import Final

from portal.lifecycle.references import ALPHABET

PREFIX: Final = "MC"
LETTERS: Final = 8
SHAPE: Final = re.compile(rf"{PREFIX}-?(\d{{4}})-?(\d{{6,9}})-?([{ALPHABET}]{{{LETTERS}}})")
# Signs that look alike are read as the one that the alphabet has.
ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
LONGEST: Final = 60


def certificate_number(year: int, count: int, source: random.Random | None = None) -> str:
    """Such as `MC-2026-000042-7K3Q9XTB`: counted within the year, and 40 random bits that nobody can work out.

    `source` makes numbers repeatable for generated data.
    """
    chance = source or secrets.SystemRandom()
    letters = "".join(chance.choice(ALPHABET) for _ in range(LETTERS))
    return f"{PREFIX}-{year}-{count:06}-{letters}"


def as_written(text: str) -> str:
    """What somebody typed, in the form it is printed in; "" for what cannot be a number of ours.

    Small letters, spaces, other dashes and look-alikes are forgiven.
    """
    if len(text) > LONGEST:
        return ""
    squeezed = re.sub(r"[\s\u2010-\u2015_.]+", "-", text.strip()).upper()
    head, tail = squeezed[:-LETTERS], squeezed[-LETTERS:].translate(ALIKE)
    found = SHAPE.fullmatch(head + tail)
    return f"{PREFIX}-{found[1]}-{found[2]}-{found[3]}" if found else ""
