"""Who may open a checklist, send evidence, review it, and do without an item."""

from collections.abc import Iterable
from typing import Any, Final

from accounts.choices import Role
from participants.models import Checklist, ChecklistItem, Participant, Registration, Waiver
from participants.permissions.answers import JOINED, NOT_FOUND, STAFF_ONLY, acts_for, holds
from participants.permissions.participants import can_edit, can_view
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_COVERED: Final = Denied("Your membership does not cover this registration.")
CLIENT_SERVICES: Final = "CS"
TRAINING: Final = "TRN"


def can_open_checklist(user: Any, registration: Registration) -> Answer:
    return can_edit(user, registration.participant)


def can_plan(user: Any, checklist: Checklist) -> Answer:
    return can_edit(user, checklist.participant)


def can_decide_version(user: Any, checklist: Checklist) -> Answer:
    """Whether the person may say that a checklist follows a new version, or stays with its own."""
    return can_edit(user, checklist.participant)


def can_decide_versions(user: Any) -> Answer:
    """Whether the person decides such questions at all."""
    return holds(user, "participants.edit_assigned", "Only account managers and supervisors decide about checklists.")


def can_submit(user: Any, item: ChecklistItem) -> Answer:
    """Whether the person may send evidence: the participant's users, and staff who received it another way."""
    if user.is_staff:
        return can_edit(user, item.participant)
    if not acts_for(user, item.participant):
        return NOT_FOUND
    ids = user.acting_for.registration_ids
    return Allowed() if ids is None or item.checklist.registration_id in ids else NOT_COVERED


def can_review(user: Any, item: ChecklistItem) -> Answer:
    """Whether the person may judge the evidence: people of the item's departments, and supervisors for them.

    Where Client Services reviews, that is whoever may edit the participant.
    """
    if not user.is_staff or not user.is_active:
        return Denied("Only the reviewing department judges evidence.")
    if item.participant.joined_into_id is not None:
        return JOINED
    if not can_view(user, item.participant):
        return NOT_FOUND
    reviewers = item.requirement.reviewers
    if _of_department(user, reviewers) or user.can("requirements.review_any"):
        return Allowed()
    if CLIENT_SERVICES in reviewers and can_edit(user, item.participant):
        return Allowed()
    return Denied(f"This item is reviewed by {' or '.join(reviewers)}.")


def _of_department(user: Any, reviewers: Iterable[str]) -> bool:
    return user.can("requirements.review") and department_of(user) in set(reviewers)


def department_of(user: Any) -> str:
    """The code of the person's department; training coordinators belong to Training unless it says otherwise."""
    if user.department_id is not None:
        return user.department.code
    return TRAINING if user.role == Role.TRAINING_COORDINATOR else ""


def can_note(user: Any, item: ChecklistItem) -> Answer:
    """Whether the person may leave a note for the staff: who reviews the item or edits the participant."""
    return can_review(user, item) or can_edit(user, item.participant)


def can_ask_participant(user: Any, item: ChecklistItem) -> Answer:
    """Whether the person may ask for evidence, or say that an item does not apply."""
    return can_edit(user, item.participant) or can_review(user, item)


def can_ask_waiver(user: Any, item: ChecklistItem) -> Answer:
    return can_edit(user, item.participant) or can_review(user, item)


def can_ask_waivers(user: Any) -> Answer:
    """The question at large, before an item is named."""
    return Allowed() if user.is_staff and user.is_active else STAFF_ONLY


def can_decide_waiver(user: Any, waiver: Waiver) -> Answer:
    """Whether the person may grant or decline: one with the right who is not the one who asked."""
    if not can_view(user, waiver.item.participant):
        return NOT_FOUND
    answer = holds(user, "requirements.waive", "Only supervisors and senior account managers decide about waivers.")
    if answer and waiver.asked_by_id == user.pk:
        return Denied("Whoever asks for a waiver does not grant it; a second person decides.")
    return answer


def reviewable_by(user: Any, participant: Participant, reviewers: Iterable[str], *, edits: bool) -> bool:
    """`can_review` for a page that has asked `can_edit` (`edits`) and scope already; no statement."""
    codes = set(reviewers)
    if not user.is_staff or participant.joined_into_id is not None:
        return False
    return _of_department(user, codes) or user.can("requirements.review_any") or (edits and CLIENT_SERVICES in codes)
