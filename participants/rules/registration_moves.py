"""From which state of a registration which other may follow, and in which it may begin."""

from typing import Final

from participants.choices import Origin, RegistrationStatus
from portal.lifecycle.moves import Moves

S = RegistrationStatus

# A terminated registration is never reopened: a new one, under a new DUNS, names it as its predecessor.
MOVES: Final = Moves(
    {
        S.PROSPECTIVE: set(),
        S.APPLICATION_RECEIVED: set(),
        S.INCOMPLETE: set(),
        S.UNDER_REVIEW: set(),
        S.APPROVED_PENDING: set(),
        S.QUALIFIED: {S.TERMINATED},
        S.SUSPENDED: {S.TERMINATED},
        S.TERMINATED: set(),
        S.WITHDRAWN: set(),
    }
)

# Only the official list makes a registration qualified from the start.
BEGINS_IN: Final[dict[str, frozenset[str]]] = {
    Origin.LISTED: frozenset({S.QUALIFIED}),
    Origin.APPLIED: frozenset({S.PROSPECTIVE}),
    Origin.ENTERED: frozenset({S.PROSPECTIVE}),
}

# Before the application is complete a registration may still lack its DUNS.
WITHOUT_DUNS: Final = frozenset({S.PROSPECTIVE, S.APPLICATION_RECEIVED, S.INCOMPLETE, S.WITHDRAWN})

# Roles whose registration makes the company a Counter-Party (Protocol section 16.11).
CREDIT_ROLES: Final = frozenset({"QSE", "CRRAH"})


def may_begin_in(origin: str, status: str) -> bool:
    return status in BEGINS_IN[origin]
