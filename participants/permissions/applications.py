"""Who may decide about applications."""

from typing import Any, Final

from participants.models import Application, Membership, Participant
from participants.permissions.answers import holds
from participants.permissions.people import can_invite
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_YOURS: Final = Denied("Only whoever looks after this application, a stand-in and supervisors may do this.")
NOT_TAKEN_UP: Final = Denied("Take the application up first: only then there is something to be invited to.")
ALREADY_SOMEBODYS: Final = Denied("Somebody is assigned already; a supervisor may change that.")
HAS_USERS: Final = Denied(
    "This company has users already. Whoever applied is not known to belong to it: ask its organization administrator "
    "to invite further people, or invite them from the company's page."
)
READER: Final = "Only account managers and supervisors work on applications."


def can_take_application(user: Any, application: Application) -> Answer:
    """Whether the person may name the account manager: supervisors anybody, account managers themselves if free."""
    if user.is_active and user.can("participants.assign"):
        return Allowed()
    answer = holds(user, "participants.edit_assigned", READER)
    if not answer:
        return answer
    return Allowed() if application.account_manager_id is None else ALREADY_SOMEBODYS


def can_work_on_application(user: Any, application: Application) -> Answer:
    """Whether the person may answer and decide: supervisors, whoever is assigned, and a stand-in."""
    if user.is_active and user.can("participants.edit_all"):
        return Allowed()
    answer = holds(user, "participants.edit_assigned", READER)
    if not answer:
        return answer
    own = Application.objects.visible_to(user).acted_on_by(user).filter(pk=application.pk)
    return Allowed() if own.exists() else NOT_YOURS


def can_invite_applicant(user: Any, application: Application) -> Answer:
    """As for any user of the participant that the application became, as long as it has none.

    Anybody may apply in a company's name; the invitation makes the sender its administrator.
    """
    if application.participant_id is None:
        return NOT_TAKEN_UP
    answer = can_invite(user, Participant.objects.get(pk=application.participant_id))
    if answer and Membership.objects.filter(participant=application.participant_id, ended_at=None).exists():
        return HAS_USERS
    return answer
