"""Who may keep follow-ups and move them along."""

from collections.abc import Iterable
from typing import Any

from participants.models import FollowUp, Participant
from participants.permissions.answers import holds
from participants.permissions.participants import can_edit
from portal.lifecycle.refusals import Allowed, Answer


def can_write_follow_ups(user: Any) -> Answer:
    return holds(user, "participants.edit_assigned", "Only account managers and supervisors keep follow-ups.")


def can_work_on(user: Any, follow_up: FollowUp) -> Answer:
    """Whether the person may move a follow-up along: whoever may edit the participant, and who is responsible for it.

    Someone who stands in for the responsible colleague may act while that colleague is absent.
    """
    answer = can_edit(user, follow_up.participant)
    if answer or not user.is_staff or follow_up.participant.joined_into_id is not None:
        return answer
    if not user.can("participants.edit_assigned"):
        return answer
    own = FollowUp.objects.visible_to(user).acted_on_by(user).filter(pk=follow_up.pk)
    return Allowed() if own.exists() else answer


def workable(user: Any, follow_ups: Iterable[FollowUp]) -> set[int]:
    """Keys of those a list may offer to move along: `can_work_on` for many rows in two statements at most."""
    wanted = [row.pk for row in follow_ups]
    if not wanted or not can_write_follow_ups(user):
        return set()
    if user.can("participants.edit_all"):
        return set(wanted)
    rows = FollowUp.objects.filter(pk__in=wanted).order_by()
    assigned = rows.filter(participant__in=Participant.objects.assigned_to(user))
    return {*rows.acted_on_by(user).values_list("pk", flat=True), *assigned.values_list("pk", flat=True)}
