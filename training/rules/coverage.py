"""Who of a company has learned what it is advised to know. Pure: rows and the day are given.

A company covers a course once somebody there holds a certificate that counts. A person needs a course that is
required or recommended for one of the company's roles and that the person neither has nor is enrolled in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from training.choices import Advice
from training.rules.recommending import Advised

NEAR: Final = timedelta(days=90)
WANTED: Final = (Advice.REQUIRED, Advice.RECOMMENDED)


class Standing(StrEnum):
    """How one person stands with one course, the best first."""

    VALID = "valid"
    EXPIRING = "expiring"
    ENROLLED = "enrolled"
    EXPIRED = "expired"
    MISSING = "missing"


HOLDS: Final = (Standing.VALID, Standing.EXPIRING)
NEEDS: Final = (Standing.EXPIRED, Standing.MISSING)


class Proof(NamedTuple):
    """A certificate that was not revoked; `until` None: it counts for ever."""

    person: int
    course: int
    until: date | None


class Seat(NamedTuple):
    """A live enrollment in a session that is not over."""

    person: int
    course: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A company's coverage in numbers of courses; `expiring` counts certificates."""

    wanted: int
    covered: int
    enrolled: int
    expiring: int

    @property
    def missing(self) -> int:
        """Courses nobody has and nobody is enrolled in."""
        return self.wanted - self.covered - self.enrolled

    @property
    def percent(self) -> int:
        """Rounded down, so that only all is a hundred."""
        return self.covered * 100 // self.wanted if self.wanted else 100


def wanted(advised: Mapping[int, Advised]) -> dict[int, Advised]:
    """Of what is advised, what a company needs: surely for one of its roles, and more than useful."""
    return {course: one for course, one in advised.items() if one.certain and one.advice in WANTED}


def standing(until: Iterable[date | None], *, enrolled: bool, today: date) -> Standing:
    """How a person stands, from the last days of the person's certificates of a course."""
    days = list(until)
    holding = [day for day in days if day is None or day >= today]
    if holding:
        lasts = any(day is None or day > today + NEAR for day in holding)
        return Standing.VALID if lasts else Standing.EXPIRING
    if enrolled:
        return Standing.ENROLLED
    return Standing.EXPIRED if days else Standing.MISSING


def latest(until: Iterable[date | None]) -> date | None:
    """The last day on which somebody's certificates count; None: for ever, or there is none."""
    days = list(until)
    return None if not days or None in days else max(days)


def figures(courses: Iterable[int], proofs: Iterable[Proof], seats: Iterable[Seat], today: date) -> Figures:
    """A company's coverage of the courses it needs."""
    needed = set(courses)
    held: dict[tuple[int, int], list[date | None]] = {}
    for proof in proofs:
        if proof.course in needed:
            held.setdefault((proof.person, proof.course), []).append(proof.until)
    standings = {key: standing(days, enrolled=False, today=today) for key, days in held.items()}
    covered = {course for (_, course), found in standings.items() if found in HOLDS}
    enrolled = {seat.course for seat in seats} & needed - covered
    expiring = sum(found == Standing.EXPIRING for found in standings.values())
    return Figures(len(needed), len(covered), len(enrolled), expiring)
