"""Who may read, change, assign, open and export participants, and edit the catalogs."""

from collections.abc import Iterable
from typing import Any

from participants.models import Assignment, GlassBreak, Participant
from participants.permissions.answers import JOINED, NOT_FOUND, NOT_YOURS, STAFF_ONLY, holds
from portal.lifecycle.refusals import Allowed, Answer, Denied


def can_view(user: Any, participant: Participant) -> Answer:
    """Whether the person may read the participant's facts; a restricted one opens to few."""
    return Allowed() if Participant.objects.visible_to(user).filter(pk=participant.pk).exists() else NOT_FOUND


def can_edit(user: Any, participant: Participant, *, assigned: bool | None = None) -> Answer:
    """Whether the person may change the participant's records: supervisors, and whoever is assigned today.

    Someone who stands in for an assigned colleague may act while that colleague is absent. `assigned`: whether the
    person acts on one of today's assignments, where the page has read that.
    """
    if not user.is_staff:
        return STAFF_ONLY
    if participant.joined_into_id is not None:
        return JOINED
    if user.can("participants.edit_all"):
        return Allowed()
    if not user.can("participants.edit_assigned"):
        return Denied("Your role reads participants but does not change them.")
    if assigned is None:
        assigned = Assignment.objects.of(participant).today().acted_on_by(user).exists()
    return Allowed() if assigned else NOT_YOURS


def editable(user: Any, participants: Iterable[int]) -> set[int]:
    """Keys of those a list may offer to change: `can_edit` for many participants in one statement."""
    wanted = set(participants)
    if not wanted or not user.is_staff:
        return set()
    rows = Participant.objects.filter(pk__in=wanted, joined_into=None)
    if user.can("participants.edit_all"):
        return set(rows.values_list("pk", flat=True))
    if not user.can("participants.edit_assigned"):
        return set()
    held = Assignment.objects.filter(participant__in=rows).today().acted_on_by(user)
    return set(held.values_list("participant_id", flat=True))


def can_add(user: Any) -> Answer:
    return holds(user, "participants.add", "Only account managers and supervisors may add participants.")


def can_assign(user: Any) -> Answer:
    return holds(user, "participants.assign", "Only supervisors may assign people to participants.")


def can_restrict(user: Any) -> Answer:
    return holds(user, "participants.restrict", "Only supervisors may restrict a participant or lift that.")


def can_break_glass(user: Any, participant: Participant) -> Answer:
    """Whether the person may open a restricted participant for some hours: only where it is closed to them."""
    if not participant.restricted:
        return Denied("This participant is not restricted.")
    if participant.joined_into_id is not None:
        return JOINED
    if can_view(user, participant):
        return Denied("This participant is already open to you.")
    return holds(user, "participants.break_glass", "Only account managers may open a restricted participant.")


def can_review_opening(user: Any, opening: GlassBreak) -> Answer:
    """Supervisors, but for what they opened themselves."""
    if opening.person_id == user.pk:
        return Denied("Somebody else marks what you opened.")
    return holds(user, "participants.restrict", "Only supervisors mark openings.")


def can_join(user: Any) -> Answer:
    return holds(user, "participants.join", "Only supervisors may join participants or undo a joining.")


def can_import(user: Any) -> Answer:
    return holds(user, "participants.import", "Only supervisors may import files.")


def can_export(user: Any) -> Answer:
    return holds(user, "participants.export", "Your role may not export participants.")


def can_edit_catalog(user: Any) -> Answer:
    return holds(user, "catalog.edit", "Only supervisors may edit the catalogs.")
