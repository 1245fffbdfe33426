"""Who may change contacts, roles and memberships, and invite people."""

from typing import Any

from participants.choices import MembershipKind
from participants.models import Participant
from participants.permissions.answers import NOT_FOUND, acts_for
from participants.permissions.participants import can_edit
from portal.lifecycle.refusals import Allowed, Answer, Denied


def can_edit_people(user: Any, participant: Participant) -> Answer:
    """Whether the person may change contacts, their roles and memberships.

    On the participant's side that is an organization administrator whose membership covers the whole company.
    """
    if user.is_staff:
        return can_edit(user, participant)
    if not acts_for(user, participant):
        return NOT_FOUND
    if user.acting_for.kind != MembershipKind.ADMIN:
        return Denied("Only an organization administrator may change contacts and members.")
    if user.acting_for.narrowed:
        return Denied("Your membership covers certain registrations only, not the company's people.")
    return Allowed()


def can_invite(user: Any, participant: Participant) -> Answer:
    """Whether the person may invite users to act for the participant."""
    if not user.is_staff:
        return can_edit_people(user, participant)
    if not user.can("participants.invite"):
        return Denied("Your role may not invite participants' users.")
    return can_edit(user, participant)
