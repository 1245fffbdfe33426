"""The clocks of reviews of answers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from issues.models import AnswerReview
from issues.referral_deadlines import CALENDAR, open_clock, with_clocks
from portal.calendars.actions.clocks import start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.calendars.targets import Target

KIND: Final = "answer-review"
PLAN: Final = "answer-review"
LABEL: Final = "Review of an answer"
TIME: Final = Target(10, "day", due_time="close")


def begin(review: AnswerReview, *, by: Any, now: datetime) -> None:
    start_clock(subject=review, kind=KIND, label=LABEL, calendar=CALENDAR, plan=PLAN, target=TIME, by=by, now=now)


def end(review: AnswerReview, *, by: Any, now: datetime, made: bool = True) -> None:
    """Met or missed as it stands; neither where the review was skipped."""
    clock = open_clock(review, KIND)
    if clock is not None:
        stop_clock(clock=clock, by=by, now=now, outcome=None if made else Outcome.CANCELED)


def timed(reviews: Iterable[AnswerReview]) -> list[AnswerReview]:
    return with_clocks(reviews, KIND)
