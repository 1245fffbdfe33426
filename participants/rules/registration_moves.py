"""From which state of a registration which other may follow, by which named move, and in which it may begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from participants.choices import Origin, RegistrationStatus
from portal.lifecycle.moves import Moves
from portal.lifecycle.refusals import IllegalMove

S = RegistrationStatus


@dataclass(frozen=True, slots=True)
class Move:
    """One named move: from which states it leads, where to, the words on its button.

    `effect` says what it does before it is made; `told` is what people hear afterwards.
    """

    before: tuple[str, ...]
    after: str
    label: str
    effect: str
    told: str


RECEIVE: Final = "receive"
DECLARE_INCOMPLETE: Final = "declare-incomplete"
BEGIN_REVIEW: Final = "begin-review"
APPROVE: Final = "approve"
QUALIFY: Final = "qualify"
SUSPEND: Final = "suspend"
REINSTATE: Final = "reinstate"
TERMINATE: Final = "terminate"
WITHDRAW: Final = "withdraw"

# A company may withdraw what is not qualified yet; what is in the market ends by termination.
BEFORE_QUALIFIED: Final = (
    S.PROSPECTIVE,
    S.APPLICATION_RECEIVED,
    S.INCOMPLETE,
    S.UNDER_REVIEW,
    S.APPROVED_PENDING,
)

# In the order in which a registration usually meets them.
BY_NAME: Final[dict[str, Move]] = {
    RECEIVE: Move(
        (S.PROSPECTIVE,),
        S.APPLICATION_RECEIVED,
        "Application received",
        "It came in on the checklist, or outside the portal on a day you record.",
        "The application has arrived and is being checked for completeness.",
    ),
    DECLARE_INCOMPLETE: Move(
        (S.APPLICATION_RECEIVED, S.UNDER_REVIEW),
        S.INCOMPLETE,
        "Declare incomplete",
        "The review waits until what is missing has arrived; the participant reads what that is.",
        "Something is still missing in the application.",
    ),
    BEGIN_REVIEW: Move(
        (S.APPLICATION_RECEIVED, S.INCOMPLETE),
        S.UNDER_REVIEW,
        "Begin the review",
        "The application is complete: the departments review it.",
        "The application is complete and under review.",
    ),
    APPROVE: Move(
        (S.UNDER_REVIEW,),
        S.APPROVED_PENDING,
        "Approve",
        "What makes up the registration is settled: application, fee, agreement, attestation. Tests may be open.",
        "The application is approved; what is left of the qualification goes on.",
    ),
    QUALIFY: Move(
        (S.APPROVED_PENDING,),
        S.QUALIFIED,
        "Qualify",
        "Into the market from an operating day on. Every mandatory item of its checklist must be settled.",
        "The registration is qualified.",
    ),
    SUSPEND: Move(
        (S.QUALIFIED,),
        S.SUSPENDED,
        "Suspend",
        "Out of the market for now; the participant reads reason and section.",
        "The registration is suspended.",
    ),
    REINSTATE: Move(
        (S.SUSPENDED,),
        S.QUALIFIED,
        "Reinstate",
        "Back into the market, with what has cured the ground of the suspension. Every mandatory item must be settled.",
        "The suspension has ended: the registration is qualified again.",
    ),
    TERMINATE: Move(
        (S.QUALIFIED, S.SUSPENDED),
        S.TERMINATED,
        "Terminate",
        "It ends for good and is never reopened: whoever comes back gets a new registration, linked to this one.",
        "The registration is terminated.",
    ),
    WITHDRAW: Move(
        BEFORE_QUALIFIED,
        S.WITHDRAWN,
        "Withdraw",
        "The company no longer wants this registration. It ends for good; a new one can be added any time.",
        "The application is withdrawn.",
    ),
}


def _table(moves: Iterable[Move]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {state: set() for state in RegistrationStatus}
    for move in moves:
        for before in move.before:
            found[before].add(move.after)
    return found


# A terminated registration is never reopened: a new one, under a new DUNS, names it as its predecessor.
MOVES: Final = Moves(_table(BY_NAME.values()))

# Only the official list makes a registration qualified from the start.
BEGINS_IN: Final[dict[str, frozenset[str]]] = {
    Origin.LISTED: frozenset({S.QUALIFIED}),
    Origin.APPLIED: frozenset({S.PROSPECTIVE}),
    Origin.ENTERED: frozenset({S.PROSPECTIVE}),
}

# Before the application is complete a registration may still lack its DUNS.
WITHOUT_DUNS: Final = frozenset({S.PROSPECTIVE, S.APPLICATION_RECEIVED, S.INCOMPLETE, S.WITHDRAWN})

# In these states the participant reads why: what is missing, or on what ground.
WITH_REASON: Final = (S.INCOMPLETE, S.SUSPENDED, S.TERMINATED, S.WITHDRAWN)

# Roles whose registration makes the company a Counter-Party (Protocol section 16.11).
CREDIT_ROLES: Final = frozenset({"QSE", "CRRAH"})


def may_begin_in(origin: str, status: str) -> bool:
    return status in BEGINS_IN[origin]


def require(name: str, status: str) -> None:
    """Raise `IllegalMove`, in words, unless the named move leads on from this state."""
    move = BY_NAME[name]
    if status in move.before:
        return
    starts = " or ".join(f"“{S(before).label}”" for before in move.before)
    if move.before == BEFORE_QUALIFIED:
        starts = "a state before qualification"
    reason = f"“{move.label}” leads on from {starts}; this registration is “{S(status).label}”."
    if status == S.TERMINATED:
        reason += " A terminated registration is never reopened: a new one, linked to it, takes its place."
    raise IllegalMove(str(status), str(move.after), reason)


def leading_on(status: str) -> list[str]:
    """The names of the moves possible from a state, in their usual order."""
    return [name for name, move in BY_NAME.items() if status in move.before]
