"""Who takes down interactions, writes templates of letters, plans meetings and answers invitations."""

from datetime import datetime
from typing import Any, Final

from participants.models import Contact, Interaction, LetterTemplate, Meeting, MeetingGuest, Participant
from participants.permissions.answers import JOINED, holds
from participants.permissions.participants import can_edit, can_view
from portal.lifecycle.refusals import Allowed, Answer, Denied
from portal.scoping.today import market_day

WRITERS: Final = "Only account managers and supervisors take down interactions."
NOT_THEIRS: Final = Denied("Only whoever wrote it down, and those who may change the participant, correct it.")
NOT_INVITED: Final = Denied("You are not invited to this meeting.")
SHARED: Final = "Only account managers and supervisors write templates of letters."
DEFAULTS: Final = Denied("Only supervisors change the templates that came with the portal.")


def can_log_interactions(user: Any) -> Answer:
    return holds(user, "participants.edit_assigned", WRITERS)


def can_log(user: Any, participant: Participant) -> Answer:
    """Whoever talked to a participant writes it down, also where somebody else looks after it."""
    if participant.joined_into_id is not None:
        return JOINED
    return can_log_interactions(user) and can_view(user, participant)


def can_correct(user: Any, interaction: Interaction) -> Answer:
    """The writer, and whoever may edit the participant."""
    if not (writes := can_log(user, interaction.participant)) or interaction.written_by_id == user.pk:
        return writes
    return Allowed() if can_edit(user, interaction.participant) else NOT_THEIRS


def can_write_templates(user: Any) -> Answer:
    return holds(user, "participants.edit_assigned", SHARED)


def can_change_template(user: Any, template: LetterTemplate) -> Answer:
    """Everybody who writes letters keeps the templates; the shipped ones only supervisors."""
    if template.code and not user.can("participants.edit_all"):
        return can_write_templates(user) and DEFAULTS
    return can_write_templates(user)


def can_plan_meetings(user: Any, participant: Participant) -> Answer:
    return can_edit(user, participant)


def can_change_meeting(user: Any, meeting: Meeting) -> Answer:
    """The organizer, and whoever may edit the participant."""
    answer = can_edit(user, meeting.participant)
    if answer or meeting.organizer_id != user.pk or not user.can("participants.edit_assigned"):
        return answer
    return can_view(user, meeting.participant)


def may_come(guest: MeetingGuest, now: datetime) -> bool:
    """Whether the invitation still stands for its guest: somebody the company still has, or a colleague who may still
    see the participant. Asked wherever the invitation itself is the proof; call it as the operator."""
    if guest.contact_id is not None:
        return Contact.objects.there(market_day(now)).filter(pk=guest.contact_id).exists()
    person = guest.person
    if person is None or not person.is_active or not person.is_staff:
        return False
    return bool(can_view(person, guest.meeting.participant))


def can_answer(user: Any, guest: MeetingGuest) -> Answer:
    """The guest in person; at the desk also whoever may change the meeting, for what was said on the phone."""
    own = guest.person_id == user.pk or (guest.contact is not None and guest.contact.user_id == user.pk)
    if own and user.is_active:
        return Allowed()
    return can_change_meeting(user, guest.meeting)


def own_invitation(user: Any, meeting: Meeting) -> MeetingGuest | None:
    """The person's own invitation to a meeting, if there is one."""
    guests = MeetingGuest.objects.filter(meeting=meeting)
    return guests.filter(guests.being(user.pk)).select_related("contact").first()


def can_answer_own(user: Any, meeting: Meeting) -> Answer:
    return Allowed() if own_invitation(user, meeting) is not None else NOT_INVITED
