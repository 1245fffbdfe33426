"""The words and conditions of assignments."""

from datetime import date
from typing import Final

from accounts.choices import Role
from portal.web.words import short_day

ALREADY: Final = "Somebody else was assigned for that period meanwhile; please look again."
TAKEN: Final = {"assignment_one_of_a_kind": ALREADY}
RESPONSIBLE: Final = frozenset({Role.ACCOUNT_MANAGER, Role.SUPERVISOR})
MOST_NAMED: Final = 3


def may_be_assigned(role: str, is_active: bool) -> bool:
    """Only people who can act on a participant are made responsible for one."""
    return is_active and role in RESPONSIBLE


def held_by(name: str, kind: str, starts_on: date, ends_on: date | None) -> str:
    """Who holds an assignment that is in the way, and for how long."""
    until = f"until {short_day(ends_on)}" if ends_on else "until further notice"
    return f"{name} holds “{kind}” from {short_day(starts_on)} {until}."


def some_names(names: list[str]) -> str:
    """A few names and how many more: never a list of hundreds in one sentence."""
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
