"""Who classifies files, and who releases and discloses what is protected."""

from typing import Any, Final

from accounts.choices import Role
from participants.choices import MembershipKind
from participants.models import Participant
from participants.permissions.participants import can_edit, can_view
from portal.lifecycle.refusals import Allowed, Answer, Denied

LEGAL: Final = "LEG"


def discloses(user: Any) -> Answer:
    """Supervisors, and the specialists of the legal department."""
    of_legal = user.is_staff and user.role == Role.SPECIALIST and user.department.code == LEGAL
    if of_legal or user.can("protection.disclose"):
        return Allowed()
    return Denied("Only supervisors and the legal department release and disclose protected information.")


def sees_protected(user: Any) -> Answer:
    """The list of protected files: whoever works on issues, audits, or discloses."""
    return Allowed() if user.can("issues.view") or discloses(user) else Denied("Your role does not include this.")


def sees_register(user: Any) -> Answer:
    """The register of disclosures: whoever discloses, and auditors."""
    return Allowed() if user.can("audit.view") else discloses(user)


def can_classify(user: Any, participant: Participant) -> Answer:
    """Whoever may change the participant's records, and whoever discloses and sees the participant."""
    return can_view(user, participant) if discloses(user) else can_edit(user, participant)


def can_disclose(user: Any, participant: Participant) -> Answer:
    answer = discloses(user)
    return can_view(user, participant) if answer else answer


def answers_for_company(user: Any) -> Answer:
    """Of a company whoever administers the whole of it."""
    acting_for = user.acting_for
    if acting_for is not None and acting_for.kind == MembershipKind.ADMIN and not acting_for.narrowed:
        return Allowed()
    return Denied("Only an administrator of the whole company may do this.")
