"""The clocks of reviews of guidance, and how lists read them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from accounts.models import User
from issues.models import GuidanceReview
from issues.referral_deadlines import CALENDAR, open_clock, with_clocks
from portal.calendars.actions.clocks import start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.calendars.targets import Target

KIND: Final = "guidance-review"
PLAN: Final = "guidance-review"
LABEL: Final = "Review of differing guidance"
TIME: Final = Target(5, "day", due_time="close")


def begin(review: GuidanceReview, *, by: User, now: datetime) -> None:
    start_clock(subject=review, kind=KIND, label=LABEL, calendar=CALENDAR, plan=PLAN, target=TIME, by=by, now=now)


def end(review: GuidanceReview, *, by: Any, now: datetime, needed: bool = True) -> None:
    """Met or missed as it stands; neither where the review was not needed any more."""
    clock = open_clock(review, KIND)
    if clock is not None:
        stop_clock(clock=clock, by=by, now=now, outcome=None if needed else Outcome.CANCELED)


def timed(reviews: Iterable[GuidanceReview]) -> list[GuidanceReview]:
    return with_clocks(reviews, KIND)
