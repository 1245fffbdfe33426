"""Who may change contacts, roles and memberships, and invite people."""

from typing import Any

from participants.choices import MembershipKind
from participants.models import Participant
from participants.permissions.answers import NOT_FOUND, acts_for, holds
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


def can_set_up_sign_in(user: Any, participant: Participant) -> Answer:
    """Whether the person may say how the company's people sign in: an administrator of the whole company alone."""
    if user.is_staff:
        return Denied("Only the company's own administrator says how its people sign in.")
    if acts_for(user, participant) and user.acting_for.applying:
        return Denied("Your company takes part in the market first.")
    return can_edit_people(user, participant)


def can_oversee_sign_in(user: Any) -> Answer:
    """Whether the person may confirm mail domains, and switch a company's connection off."""
    return holds(user, "participants.restrict", "Only supervisors confirm mail domains and switch sign-in off.")
