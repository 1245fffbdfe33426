"""How far an application is, in calm words. Pure."""

from dataclasses import dataclass
from typing import Final

from participants.choices import RegistrationStatus as Status

STEPS: Final = ("Preparing", "Application received", "Under review", "Approved", "Qualified")

WHERE: Final = {
    Status.PROSPECTIVE: (1, "You are preparing the application. Your account manager helps with every step."),
    Status.APPLICATION_RECEIVED: (2, "The application has arrived and is being checked for completeness."),
    Status.INCOMPLETE: (2, "Something is still missing. Your account manager will tell you what."),
    Status.UNDER_REVIEW: (3, "The departments are reviewing the application. There is nothing you need to do."),
    Status.APPROVED_PENDING: (4, "Approved. The remaining qualification steps are under way."),
    Status.QUALIFIED: (5, "Qualified: you are in the market in this role."),
    Status.SUSPENDED: (5, "Suspended at the moment. Please speak to your account manager."),
}


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
