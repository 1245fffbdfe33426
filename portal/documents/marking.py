"""What somebody says of a file while handing it in: its class, its operating day, and why. It travels with the file."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from portal.documents.choices import Protection

ATTRIBUTE: Final = "marking"
WHY: Final = "Say why the file is marked confidential."
NO_DAY: Final = "Write the operating day as year-month-day."
NO_CLASS: Final = "That is not one of the available classes."


class BadMarking(ValueError):
    """Not a class, not a day, or no reason; in words for whoever hands the file in."""


@dataclass(frozen=True, slots=True)
class Marking:
    code: str
    basis_day: date | None = None
    because: str = ""


def read(code: str, basis_day: str, because: str, *, choosable: tuple[str, ...]) -> Marking | None:
    """The marking of raw texts; None where nothing was chosen. Raises `BadMarking`."""
    code, because = code.strip(), " ".join(because.split())[:300]
    if code and code not in choosable:
        raise BadMarking(NO_CLASS)
    if code == Protection.MARKED and not because:
        raise BadMarking(WHY)
    try:
        day = date.fromisoformat(basis_day.strip()) if basis_day.strip() else None
    except ValueError as error:
        raise BadMarking(NO_DAY) from error
    return Marking(code, day, because) if code or day else None


def attach(upload: Any, marking: Marking | None) -> None:
    """Let the marking travel with the file."""
    setattr(upload, ATTRIBUTE, marking)


def of(upload: Any) -> Marking | None:
    return getattr(upload, ATTRIBUTE, None)
