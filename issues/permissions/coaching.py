"""Who reviews what colleagues told participants, who reads it, and who asks for it."""

from datetime import datetime
from typing import Any, Final

from accounts.mentor_permissions import guides
from accounts.models import User
from issues.models import AnswerReview
from issues.querysets.coaching import oversees
from portal.lifecycle.refusals import Allowed, Answer, Denied

OWN: Final = Denied("Nobody reviews an answer of one's own.")
ONLY_REVIEWER: Final = Denied("Only the reviewer and supervisors decide on this review.")
ONLY_AUTHOR: Final = Denied("Only who wrote the answer takes up what the review says.")
ONLY_OVERSIGHT: Final = Denied("Only supervisors see how reviews go altogether.")
NO_ISSUES: Final = Denied("Your role does not read issues.")
NOT_TO_ASK: Final = Denied("Only the author, the author's mentor and supervisors ask for a review.")


def can_view_reviews(user: Any) -> Answer:
    """Whether there is anything of reviews for the person at all."""
    return Allowed() if user.is_staff and user.can("issues.work") else NO_ISSUES


def can_oversee_reviews(user: Any) -> Answer:
    return Allowed() if oversees(user) else ONLY_OVERSIGHT


def can_decide_review(user: Any, review: AnswerReview) -> Answer:
    """Whether the person may record, skip, close or hand on the review."""
    if user.pk == review.author_id:
        return OWN
    return Allowed() if user.pk == review.reviewer_id or oversees(user) else ONLY_REVIEWER


def can_acknowledge_review(user: Any, review: AnswerReview) -> Answer:
    return Allowed() if user.pk == review.author_id else ONLY_AUTHOR


def can_ask_review(user: User, author: User, now: datetime) -> Answer:
    """One's own answers, and those of whom one guides."""
    if not (views := can_view_reviews(user)):
        return views
    return Allowed() if user.pk == author.pk or guides(user, author, now) else NOT_TO_ASK
