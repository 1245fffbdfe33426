"""Who may move a registration along, and who may issue its official letters.

Account managers of level I assist: they receive an application, say what is missing and begin the review. Approving
and qualifying is a second look, by level II or senior account managers assigned to the participant and by supervisors.
Suspending, reinstating and terminating take a company out of the market or back into it: supervisors alone.
"""

from collections.abc import Iterable
from typing import Any, Final

from participants.choices import LetterKind
from participants.models import Participant, Registration
from participants.permissions.participants import can_edit, editable
from participants.rules import registration_moves as moves
from portal.lifecycle.refusals import Answer, Denied

NEEDS: Final[dict[str, tuple[str, str]]] = {
    moves.APPROVE: (
        "participants.qualify",
        "Approving takes an account manager of level II, a senior account manager or a supervisor.",
    ),
    moves.QUALIFY: (
        "participants.qualify",
        "Qualifying takes an account manager of level II, a senior account manager or a supervisor.",
    ),
    moves.SUSPEND: ("participants.suspend", "Only supervisors may suspend a registration."),
    moves.REINSTATE: ("participants.suspend", "Only supervisors may reinstate a registration."),
    moves.TERMINATE: ("participants.suspend", "Only supervisors may terminate a registration."),
}


def can_move(user: Any, participant: Participant, name: str) -> Answer:
    """Whether the person may make the named move with registrations of the participant."""
    answer = can_edit(user, participant)
    if not answer or name not in NEEDS:
        return answer
    capability, otherwise = NEEDS[name]
    return answer if user.can(capability) else Denied(otherwise)


def movable(user: Any, registrations: Iterable[Registration]) -> dict[int, list[str]]:
    """For each registration the named moves a list may offer: `can_move` for many rows in one statement at most."""
    rows = list(registrations)
    owners = editable(user, {row.participant_id for row in rows})
    held = [name for name in moves.BY_NAME if name not in NEEDS or user.can(NEEDS[name][0])]
    return {
        row.pk: [name for name in held if row.participant_id in owners and row.status in moves.BY_NAME[name].before]
        for row in rows
    }


def can_approve(user: Any, participant: Participant) -> Answer:
    return can_move(user, participant, moves.APPROVE)


def can_qualify(user: Any, participant: Participant) -> Answer:
    return can_move(user, participant, moves.QUALIFY)


def can_suspend(user: Any, participant: Participant) -> Answer:
    return can_move(user, participant, moves.SUSPEND)


def can_terminate(user: Any, participant: Participant) -> Answer:
    return can_move(user, participant, moves.TERMINATE)


def can_issue_letter(user: Any, participant: Participant, kind: str) -> Answer:
    """Letters about an application: whoever works on it. The certification letter: whoever may qualify."""
    return can_qualify(user, participant) if kind == LetterKind.CERTIFICATION else can_edit(user, participant)
