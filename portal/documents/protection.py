"""How long something is confidential and why: pure, in days of the market, from the rule of its class."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from portal.documents.choices import Basis, Ends, Place, Protection

DEFAULTS: Final[dict[str, str]] = {
    Place.ITEM: Protection.RELATION,
    Place.FILING: Protection.RELATION,
    Place.CREDIT: Protection.CREDIT,
    Place.CHANGE: Protection.RELATION,
    Place.DISPUTE: Protection.SETTLEMENT,
    Place.ISSUE: Protection.RELATION,
    Place.LETTER: Protection.RELATION,
    Place.CERTIFICATE: Protection.RELATION,
    Place.COURSE: Protection.PUBLIC,
}
# What somebody may say of a file while it is handed in: the portal's own class and "public" are nobody's to choose.
CHOOSABLE: Final = tuple(one for one in Protection if one not in {Protection.RELATION, Protection.PUBLIC})
CREDIT_DEPARTMENT: Final = "CRD"
STRENGTH: Final = {Ends.OPEN: 0, Ends.DAYS: 1, Ends.POSTED: 2, Ends.AGREED: 3, Ends.NEVER: 3}


@dataclass(frozen=True, slots=True)
class Rule:
    """How a class ends: for `Ends.DAYS` so many days after the `basis`."""

    code: str
    ends: str
    days: int = 0
    basis: str = Basis.NONE


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`until` is the last confidential day; None without an end that is known."""

    until: date | None
    why: str


def place_of(reviewers: Collection[str], otherwise: str) -> str:
    """Where evidence comes in: what the credit department reviews is about credit."""
    return Place.CREDIT if CREDIT_DEPARTMENT in reviewers else otherwise


def reckon(rule: Rule, *, stored_on: date, basis_day: date | None = None, agreed: date | None = None) -> Reckoned:
    """The last confidential day under a rule, with the reason in words.

    Without a named operating day the days count from the day of storing, which is never too early.
    `agreed`: the day that was agreed, or on which the thing is posted; without one it stays confidential.
    """
    match rule.ends:
        case Ends.OPEN:
            return Reckoned(None, "Not confidential.")
        case Ends.NEVER:
            return Reckoned(None, "This class never stops being confidential.")
        case Ends.POSTED:
            return Reckoned(agreed, "Until it is posted." if agreed else "Until it is posted; no day is known yet.")
        case Ends.AGREED:
            return Reckoned(agreed, "As agreed." if agreed else "As agreed; no last day was agreed.")
    operating = rule.basis == Basis.OPERATING_DAY
    since = basis_day if operating and basis_day is not None else stored_on
    from_what = "the operating day" if operating and basis_day is not None else "the day of storing"
    why = f"{rule.days} days after {from_what}, {since:%b} {since.day}, {since.year}."
    if operating and basis_day is None:
        why += " No operating day was named."
    return Reckoned(since + timedelta(days=rule.days), why)


def expired(until: date | None, today: date) -> bool:
    """Whether the last confidential day has passed; releasing it is somebody's decision all the same."""
    return until is not None and until < today


def strength(rule: Rule) -> tuple[int, int]:
    """How strongly a class protects: what never ends most, then what waits to be posted, then the longer one."""
    return STRENGTH[Ends(rule.ends)], rule.days


def weaker(rule: Rule, than: Rule) -> bool:
    """Whether a class protects less than another one."""
    return strength(rule) < strength(than)
