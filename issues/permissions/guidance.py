"""Who records guidance, judges where it differs, and approves answers for everybody."""

from typing import Any, Final

from issues.models import AnswerWording, GuidanceReview
from issues.permissions.issues import can_write_issues
from participants.models import Participant
from participants.permissions.participants import can_view
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_SENIOR: Final = Denied("Only senior account managers and supervisors judge what participants are told.")
OWN_WORDS: Final = Denied("You gave one of the two answers: somebody else judges them.")
OWN_DRAFT: Final = Denied("You drafted this wording: somebody else approves it.")


def can_record_guidance(user: Any, participant: Participant) -> Answer:
    """Whether the person may write down what a participant was told: who works on issues and may see it."""
    answer = can_write_issues(user)
    return can_view(user, participant) if answer else answer


def can_judge_guidance(user: Any) -> Answer:
    """Whether the person judges guidance at all."""
    if not (writes := can_write_issues(user)):
        return writes
    return Allowed() if user.can("issues.judge_guidance") else NOT_SENIOR


def can_settle_review(user: Any, review: GuidanceReview) -> Answer:
    """Whether the person may settle a review: a senior or supervisor who gave neither of the two answers."""
    if not (judges := can_judge_guidance(user)):
        return judges
    authors = {review.guidance.given_by_id, review.earlier.given_by_id}
    return OWN_WORDS if user.pk in authors else Allowed()


def can_draft_answers(user: Any) -> Answer:
    """Whoever works on issues may draft what everybody is to be told."""
    return can_write_issues(user)


def can_approve_wording(user: Any, wording: AnswerWording) -> Answer:
    if not (judges := can_judge_guidance(user)):
        return judges
    return OWN_DRAFT if wording.drafted_by_id == user.pk else Allowed()
