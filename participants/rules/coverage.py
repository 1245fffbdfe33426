"""On which day nobody is responsible for a participant, and why. Pure: days, periods and absences are given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from accounts.rules.standing_in import stand_in_for
from participants.choices import GapReason

DAYS_AHEAD: Final = 5  # Business Days beyond today


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a participant's primary assignment from a first to a last day, and whether that account is open."""

    person: int
    starts_on: date
    ends_on: date | None
    active: bool

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True, slots=True)
class Gap:
    """The first day without a responsible person; `person` is who would have been."""

    day: date
    reason: GapReason
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's absence; a stand-in whose account is closed is none."""

    person: int
    stand_in: int
    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def away_on(day: date, absences: Iterable[Away]) -> dict[int, int]:
    """Who is absent on a day, and who stands in."""
    return {one.person: one.stand_in for one in absences if one.holds(day)}


def first_gap(
    days: Sequence[date], holders: Iterable[Holder], away: Mapping[date, Mapping[int, int]], active: frozenset[int]
) -> Gap | None:
    """The first of `days` on which nobody acts for the participant; None when somebody does on each of them.

    `away` says for each day who is absent and who stands in; `active` are the people whose account is open.
    """
    held = sorted(holders, key=lambda one: one.starts_on)
    for day in days:
        holder = next((one for one in held if one.holds(day)), None)
        if holder is None:
            before = [one.person for one in held if one.starts_on < day]
            return Gap(day, GapReason.NOBODY, before[-1] if before else None)
        if not holder.active:
            return Gap(day, GapReason.LEFT, holder.person)
        absent = away.get(day, {})
        if holder.person in absent and stand_in_for(holder.person, absent) not in active:
            return Gap(day, GapReason.AWAY, holder.person)
    return None
