"""How far an application is, in calm words. Pure."""

from dataclasses import dataclass
from typing import Final

from participants.choices import RegistrationStatus as Status
from participants.rules.pipeline import PARTICIPANT, Standing

# A company with registrations on their way, none of which was ever in the market, is applying.
EVER_IN_THE_MARKET: Final = (Status.QUALIFIED, Status.SUSPENDED, Status.TERMINATED)

STEPS: Final = ("Preparing", "Application received", "Under review", "Approved", "Qualified")

WHERE: Final = {
    Status.PROSPECTIVE: (1, "You are preparing the application. Your account manager helps with every step."),
    Status.APPLICATION_RECEIVED: (2, "The application has arrived and is being checked for completeness."),
    Status.INCOMPLETE: (2, "Something is still missing before the application can be reviewed."),
    Status.UNDER_REVIEW: (3, "The departments are reviewing the application. There is nothing you need to do."),
    Status.APPROVED_PENDING: (4, "Approved. The remaining qualification steps are under way."),
    Status.QUALIFIED: (5, "Qualified: you are in the market in this role."),
    Status.SUSPENDED: (5, "Suspended at the moment. Please speak to your account manager."),
}


ENDED: Final = {
    Status.TERMINATED: "Ended: you are no longer in the market in this role.",
    Status.WITHDRAWN: "The application was withdrawn.",
}


def in_words(status: str) -> str:
    """The status of any registration in a sentence for the participant."""
    ended = ENDED.get(Status(status))
    return ended or WHERE[Status(status)][1]


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `steps` are reached; `words` say what happens now."""

    done: int
    step: str
    words: str
    steps: int = len(STEPS)


def progress(status: str) -> Progress:
    """Where a standing registration is. Raises KeyError for one that has ended."""
    done, words = WHERE[Status(status)]
    return Progress(done, STEPS[done - 1], words)


def next_step(status: str, standing: Standing) -> str:
    """What happens next, and whose turn it is, in one sentence for the company."""
    if status in (Status.QUALIFIED, Status.SUSPENDED):
        return ""
    if not standing.wanted:
        return "Your account manager talks through the steps with you and then opens your checklist."
    if own := standing.items_of(PARTICIPANT):
        return f"Your turn: {_items(own, 'waits', 'wait')} for evidence from you."
    if in_review := sum(turn.items for turn in standing.turns):
        return f"{_items(in_review, 'is', 'are')} being reviewed. There is nothing you need to do."
    return "Everything on your checklist is settled. Your account manager takes the next step."


def _items(count: int, one: str, many: str) -> str:
    return f"1 item {one}" if count == 1 else f"{count} items {many}"
