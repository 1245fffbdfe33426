"""Who proposes a training need, designs the answer, reviews the outline, and schedules the class."""

from typing import Any

from participants.models import Participant
from participants.permissions import NOT_FOUND, can_edit, can_view
from participants.permissions.answers import holds
from portal.lifecycle.refusals import Allowed, Answer, Denied
from training.models import TrainingNeed
from training.permissions.sessions import can_manage_training


def can_propose_needs(user: Any) -> Answer:
    """Account managers of every level, training coordinators and supervisors."""
    return holds(
        user, "training.enroll", "Only account managers, training coordinators and supervisors propose training."
    )


def can_propose_need(user: Any, participant: Participant | None) -> Answer:
    """Of the market: whoever proposes at all. Of one participant: whoever looks after it or runs the training."""
    answer = can_propose_needs(user)
    if not answer or participant is None:
        return answer
    if user.can("training.manage"):
        return Allowed() if can_view(user, participant) else NOT_FOUND
    return can_edit(user, participant)


def can_design(user: Any) -> Answer:
    """Whether the person decides about needs and writes outlines."""
    return holds(
        user,
        "training.design",
        "Only senior account managers, training coordinators and supervisors design training.",
    )


def can_work_on_need(user: Any, need: TrainingNeed) -> Answer:
    """Whether the person accepts, dismisses, outlines or closes this need."""
    answer = can_design(user)
    return answer if not answer or _sees(user, need) else NOT_FOUND


def can_review_outline(user: Any, need: TrainingNeed) -> Answer:
    """Nobody judges the own text."""
    answer = can_work_on_need(user, need)
    if answer and (user.pk in need.writer_ids or user.pk == need.designer_id):
        return Denied("Somebody who did not write the outline reviews it.")
    return answer


def can_schedule_need(user: Any, need: TrainingNeed) -> Answer:
    answer = can_manage_training(user)
    return answer if not answer or _sees(user, need) else NOT_FOUND


def _sees(user: Any, need: TrainingNeed) -> bool:
    return need.participant_id is None or TrainingNeed.objects.visible_to(user).filter(pk=need.pk).exists()
