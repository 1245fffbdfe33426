"""What a need's page offers: the moves that its state and the person's rights allow, and whose turn it is."""

from typing import Any, Final, NamedTuple

from django.urls import reverse

from training import permissions
from training.choices import NeedState
from training.models import TrainingNeed
from training.rules.need_moves import MOVES, SCHEDULABLE, WRITABLE

S = NeedState
TURN: Final = {
    S.SUGGESTED: "A senior account manager, a training coordinator or a supervisor accepts or dismisses it.",
    S.OPEN: "Somebody who designs training writes the outline.",
    S.OUTLINE: "The outline is being written; it is sent for review when it is ready.",
    S.IN_REVIEW: "Somebody who did not write the outline reviews it.",
    S.APPROVED: "A training coordinator schedules a session that answers it.",
    S.SCHEDULED: "It counts as held once all its sessions are over.",
    S.HELD: "The effect is counted ninety days after the last session.",
    S.MEASURING: "Somebody who designs training says what came of it and closes it.",
}


class Offer(NamedTuple):
    label: str
    url: str
    icon: str
    primary: bool = False


def whose_turn(need: TrainingNeed) -> str:
    """The next step in words; nothing once it has ended."""
    return TURN.get(NeedState(need.state), "")


def offers(user: Any, need: TrainingNeed) -> list[Offer]:
    """The buttons of this person, the one that leads on standing last."""
    state = need.state
    works, reviews = permissions.can_work_on_need(user, need), permissions.can_review_outline(user, need)
    asked = (
        (works and MOVES.allows(state, S.DISMISSED), "Dismiss", "dismiss", "ban", False),
        (reviews and state == S.IN_REVIEW, "Return", "return", "corner-up-left", False),
        (works and MOVES.allows(state, S.OPEN), "Accept", "accept", "check", True),
        (works and state in WRITABLE, _writing(need), "outline", "file-pen", state == S.OPEN),
        (works and MOVES.allows(state, S.IN_REVIEW), "Send for review", "send", "send", True),
        (reviews and state == S.IN_REVIEW, "Approve", "approve", "circle-check", True),
        (
            permissions.can_schedule_need(user, need) and state in SCHEDULABLE,
            "Add a session" if state != S.APPROVED else "Schedule",
            "schedule",
            "calendar-plus",
            state == S.APPROVED,
        ),
        (works and MOVES.allows(state, S.CLOSED), "Close", "close", "check-check", True),
    )
    return [
        Offer(label, reverse(f"training:need-{verb}", args=[need.ref]), icon, primary)
        for allowed, label, verb, icon, primary in asked
        if allowed
    ]


def _writing(need: TrainingNeed) -> str:
    return "Change the outline" if need.outline else "Write the outline"
