"""Who may do what to a participant. Each answer no carries the one sentence that button, API and log share.

Staff's rights follow from capabilities and from today's assignments; a participant's user's from the
membership acted under (`user.acting_for`).
"""

from collections.abc import Iterable
from typing import Any

from participants.choices import MembershipKind
from participants.models import Assignment, FollowUp, Letter, Participant
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_YOURS = Denied("Only the people assigned to this participant, their stand-ins and supervisors may change it.")
NOT_FOUND = Denied("There is no such participant among those you may see.")
JOINED = Denied("This participant was joined into another; work on that one.")
STAFF_ONLY = Denied("Only the operator's staff may do this.")


def _holds(user: Any, capability: str, otherwise: str) -> Answer:
    return Allowed() if user.is_active and user.can(capability) else Denied(otherwise)


def _acts_for(user: Any, participant: Participant) -> bool:
    acting_for = user.acting_for
    return user.is_active and acting_for is not None and acting_for.participant_id == participant.pk


def can_view(user: Any, participant: Participant) -> Answer:
    """Whether the person may read the participant's facts; a restricted one opens to few."""
    return Allowed() if Participant.objects.visible_to(user).filter(pk=participant.pk).exists() else NOT_FOUND


def can_edit(user: Any, participant: Participant) -> Answer:
    """Whether the person may change the participant's records: supervisors, and whoever is assigned today.

    Someone who stands in for an assigned colleague may act while that colleague is absent.
    """
    if not user.is_staff:
        return STAFF_ONLY
    if participant.joined_into_id is not None:
        return JOINED
    if user.can("participants.edit_all"):
        return Allowed()
    if not user.can("participants.edit_assigned"):
        return Denied("Your role reads participants but does not change them.")
    assigned = Assignment.objects.of(participant).today().acted_on_by(user)
    return Allowed() if assigned.exists() else NOT_YOURS


def can_edit_people(user: Any, participant: Participant) -> Answer:
    """Whether the person may change contacts, their roles and memberships.

    On the participant's side that is an organization administrator whose membership covers the whole company.
    """
    if user.is_staff:
        return can_edit(user, participant)
    if not _acts_for(user, participant):
        return NOT_FOUND
    if user.acting_for.kind != MembershipKind.ADMIN:
        return Denied("Only an organization administrator may change contacts and members.")
    if user.acting_for.narrowed:
        return Denied("Your membership covers certain registrations only, not the company's people.")
    return Allowed()


def can_write_follow_ups(user: Any) -> Answer:
    return _holds(user, "participants.edit_assigned", "Only account managers and supervisors keep follow-ups.")


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


def can_take_back(user: Any, letter: Letter) -> Answer:
    """Only whoever wrote a letter takes it back."""
    return Allowed() if letter.written_by_id == user.pk else Denied("Only whoever wrote a letter may take it back.")


def can_add(user: Any) -> Answer:
    return _holds(user, "participants.add", "Only account managers and supervisors may add participants.")


def can_assign(user: Any) -> Answer:
    return _holds(user, "participants.assign", "Only supervisors may assign people to participants.")


def can_restrict(user: Any) -> Answer:
    return _holds(user, "participants.restrict", "Only supervisors may restrict a participant or lift that.")


def can_break_glass(user: Any, participant: Participant) -> Answer:
    """Whether the person may open a restricted participant for some hours: only where it is closed to them."""
    if not participant.restricted:
        return Denied("This participant is not restricted.")
    if participant.joined_into_id is not None:
        return JOINED
    if can_view(user, participant):
        return Denied("This participant is already open to you.")
    return _holds(user, "participants.break_glass", "Only account managers may open a restricted participant.")


def can_join(user: Any) -> Answer:
    return _holds(user, "participants.join", "Only supervisors may join participants or undo a joining.")


def can_import(user: Any) -> Answer:
    return _holds(user, "participants.import", "Only supervisors may import files.")


def can_export(user: Any) -> Answer:
    return _holds(user, "participants.export", "Your role may not export participants.")


def can_invite(user: Any, participant: Participant) -> Answer:
    """Whether the person may invite users to act for the participant."""
    if not user.is_staff:
        return can_edit_people(user, participant)
    if not user.can("participants.invite"):
        return Denied("Your role may not invite participants' users.")
    return can_edit(user, participant)


def can_edit_catalog(user: Any) -> Answer:
    return _holds(user, "catalog.edit", "Only supervisors may edit the catalogs.")
