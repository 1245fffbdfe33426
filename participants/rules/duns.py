"""DUNS numbers: nine digits, or nine and a suffix of four for further registrations of the same company.

A DUNS number is text. Leading zeros belong to it, and a spreadsheet that treats it as a number loses them.
"""

import re

PATTERN = r"^[0-9]{9}([0-9]{4})?$"

BASE_LENGTH = 9
FULL_LENGTH = 13
# A spreadsheet drops leading zeros, and real numbers carry at most three of them. Below that a short number is a slip.
MOST_ZEROS_LOST = 3

_COMPLETE = re.compile(r"[0-9]{9}(?:[0-9]{4})?")
_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
# Whatever people and systems put between the digits: spaces of all kinds, hyphens and dashes, apostrophes.
_SEPARATORS = re.compile(r"[\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff\uff0d'`\u2018\u2019-]+")


class InvalidDuns(ValueError):
    """The text is no DUNS number; `reason` says why in the user's words."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def normalize(raw: str) -> str:
    """The bare digits of what somebody typed, or what is left of it; never completes a short number."""
    return _SEPARATORS.sub("", raw.translate(_FULL_WIDTH))


def is_valid(duns: str) -> bool:
    """Whether this is a DUNS number in stored form (fullmatch: `$` alone would let a trailing newline pass)."""
    return _COMPLETE.fullmatch(duns) is not None


def validate(raw: str) -> str:
    """The normalized DUNS number, or InvalidDuns with the reason."""
    duns = normalize(raw)
    if is_valid(duns):
        return duns
    if not duns:
        raise InvalidDuns("The DUNS number is missing.")
    shown = raw.strip()[:30]
    if not (duns.isascii() and duns.isdigit()):
        raise InvalidDuns(f'The DUNS number "{shown}" may contain only digits.')
    reason = _wrong_length(shown, duns)
    if (completed := _with_zeros(duns)) is not None:
        reason += f" If a spreadsheet dropped its leading zeros, write {completed}."
    raise InvalidDuns(reason)


def from_number(number: int | float) -> str:
    """A DUNS number from a cell that holds a number: leading zeros the spreadsheet dropped are put back.

    6 to 8 digits become nine, 10 to 12 become thirteen; everything else is ambiguous and refused.
    """
    if not float(number).is_integer() or number <= 0:
        raise InvalidDuns(f'The DUNS number "{number:.15g}" must be a whole positive number.')
    digits = str(int(number))
    if len(digits) in (BASE_LENGTH, FULL_LENGTH):
        return digits
    completed = _with_zeros(digits)
    if completed is None:
        raise InvalidDuns(_wrong_length(digits[:30], digits))
    return completed


def base(duns: str) -> str:
    """The first nine digits, which all registrations of one company usually share."""
    return duns[:BASE_LENGTH]


def _wrong_length(shown: str, digits: str) -> str:
    plural = "" if len(digits) == 1 else "s"
    return f'The DUNS number "{shown}" has {len(digits)} digit{plural}; it must have 9 or 13.'


def _with_zeros(digits: str) -> str | None:
    for length in (BASE_LENGTH, FULL_LENGTH):
        if 0 < length - len(digits) <= MOST_ZEROS_LOST:
            return digits.zfill(length)
    return None
