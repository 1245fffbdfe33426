"""What somebody says of a file or a text while handing it in: its class, its operating day, and why."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from portal.documents.choices import Protection

ATTRIBUTE: Final = "marking"
WHY: Final = "Say why the file is marked confidential."
NO_DAY: Final = "Write the operating day as year-month-day."
NO_CLASS: Final = "That is not one of the available classes."
NO_LAST_DAY: Final = "Write the last confidential day as year-month-day."


class BadMarking(ValueError):
    """Not a class, not a day, or no reason; in words for whoever hands the file in."""


@dataclass(frozen=True, slots=True)
class Marking:
    code: str
    basis_day: date | None = None
    because: str = ""
    agreed: date | None = None


def read(code: str, basis_day: str, because: str, agreed: str = "", *, choosable: tuple[str, ...]) -> Marking | None:
    """The marking of raw texts; None where nothing was chosen. Raises `BadMarking`."""
    code, because = code.strip(), " ".join(because.split())[:300]
    if code and code not in choosable:
        raise BadMarking(NO_CLASS)
    if code == Protection.MARKED and not because:
        raise BadMarking(WHY)
    day, last = _day(basis_day, NO_DAY), _day(agreed, NO_LAST_DAY)
    return Marking(code, day, because, last) if code or day or last else None


def _day(text: str, otherwise: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise BadMarking(otherwise) from error


def as_json(marking: Marking | None) -> dict[str, str]:
    """As a column keeps it; empty where nothing was said."""
    if marking is None:
        return {}
    days = {"basis_day": marking.basis_day, "agreed": marking.agreed}
    told = {name: day.isoformat() for name, day in days.items() if day is not None}
    return {"code": marking.code, "because": marking.because, **told}


def from_json(kept: dict[str, str]) -> Marking | None:
    if not kept:
        return None
    days = {name: date.fromisoformat(kept[name]) for name in ("basis_day", "agreed") if name in kept}
    return Marking(kept["code"], because=kept["because"], **days)


def attach(upload: Any, marking: Marking | None) -> None:
    """Let the marking travel with the file."""
    setattr(upload, ATTRIBUTE, marking)


def of(upload: Any) -> Marking | None:
    return getattr(upload, ATTRIBUTE, None)
