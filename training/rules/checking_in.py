"""When somebody may be marked present, and how often a code may be typed. Pure."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from portal.lifecycle.references import ALPHABET
from training.rules.certificate_numbers import ALIKE

LENGTH: Final = 6
# The code holds from a quarter of an hour before the day begins until a quarter of an hour after it ends.
MARGIN: Final = timedelta(minutes=15)
# Whoever teaches may open the list a little earlier, for people who come early.
EARLY: Final = timedelta(hours=1)
MOST_TRIES: Final = 8
WITHIN: Final = timedelta(hours=1)


def new_code() -> str:
    """Six signs, said aloud without mistaking one for another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_code(typed: str, code: str) -> bool:
    """Whether somebody typed the code, whatever capitals, spaces and look-alikes."""
    plain = "".join(typed.split()).replace("-", "").upper().translate(ALIKE)
    return secrets.compare_digest(plain.encode(), code.encode())


def code_holds(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    return starts_at - MARGIN <= now <= ends_at + MARGIN


def may_mark(starts_at: datetime, now: datetime) -> bool:
    """The staff may mark a day from an hour before it begins, and ever after."""
    return now >= starts_at - EARLY


def too_many(tries: int) -> bool:
    return tries >= MOST_TRIES
