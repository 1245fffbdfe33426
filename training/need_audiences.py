"""Who hears of a training need: those who run the training, who may review, and who looks after the participant."""

from collections.abc import Iterable
from datetime import datetime

from accounts.choices import Level, Role
from accounts.models import User
from participants.choices import AssignmentKind
from participants.models import Assignment
from portal.scoping.today import market_day
from training.models import TrainingNeed


def coordinators(need: TrainingNeed) -> list[User]:
    """Training coordinators; where there is none, supervisors: nothing falls silent."""
    return _seeing(need, _of_role(Role.TRAINING_COORDINATOR)) or _of_role(Role.SUPERVISOR)


def deciders(need: TrainingNeed, now: datetime) -> list[User]:
    """Whoever looks after the participant, and who runs the training."""
    return [*dict.fromkeys([*account_managers(need, now), *coordinators(need)])]


def account_managers(need: TrainingNeed, now: datetime) -> list[User]:
    if need.participant_id is None:
        return []
    held = Assignment.objects.on(market_day(now)).filter(participant=need.participant_id, kind=AssignmentKind.PRIMARY)
    return [one.person for one in held.filter(person__is_active=True).select_related("person")]


def reviewers(need: TrainingNeed) -> list[User]:
    """The person named; else senior account managers and coordinators who did not write it, in the end supervisors."""
    if need.reviewer_id is not None and need.reviewer.is_active:
        return [need.reviewer]
    seniors = User.objects.active().filter(role=Role.ACCOUNT_MANAGER, level=Level.SENIOR).order_by("name", "id")
    able = _seeing(need, [*_of_role(Role.TRAINING_COORDINATOR), *seniors])
    return [one for one in able if one.pk not in need.writer_ids] or _of_role(Role.SUPERVISOR)


def _of_role(role: str) -> list[User]:
    return list(User.objects.active().filter(role=role).order_by("name", "id"))


def _seeing(need: TrainingNeed, people: Iterable[User]) -> list[User]:
    """Those to whom a restricted participant's need is open; everybody for all other needs."""
    if need.participant_id is None or not need.participant.restricted:
        return list(people)
    return [one for one in people if TrainingNeed.objects.visible_to(one).filter(pk=need.pk).exists()]
