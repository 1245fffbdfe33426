"""Who guides a colleague: the mentor of the day, who stands in, and supervisors."""

from datetime import datetime
from typing import Final

from accounts.mentors import acting_mentor, mentor_of
from accounts.models import User
from portal.lifecycle.refusals import Allowed, Answer, Denied

ONESELF: Final = Denied("Nobody decides this about oneself.")
ONLY_MENTOR: Final = Denied("Only the mentor, who stands in, and supervisors.")


def guides(user: User, person: User, now: datetime) -> bool:
    """Whether the user is the person's mentor today, or stands in for an absent one, or is a supervisor."""
    if user.pk == person.pk:
        return False
    if user.can("staff.manage"):
        return True
    if not user.is_staff or (mentor := mentor_of(person, now)) is None:
        return False
    return user.pk == mentor.pk or user == acting_mentor(person, now)


def can_sign_off(user: User, person: User, now: datetime) -> Answer:
    """Let a colleague answer on a topic alone, and take it back."""
    if user.pk == person.pk:
        return ONESELF
    return Allowed() if guides(user, person, now) else ONLY_MENTOR


def can_mark_expertise(user: User, person: User, now: datetime) -> Answer:
    """Mentors mark any colleague but themselves; so do supervisors."""
    if user.pk == person.pk:
        return ONESELF
    if user.can("participants.mentor") or guides(user, person, now):
        return Allowed()
    return Denied("Only mentors and supervisors mark who knows what.")


def can_release_for(user: User, person: User, now: datetime) -> Answer:
    """Release a colleague's held answer: who guides; seniors where there is no mentor."""
    if user.pk == person.pk:
        return ONESELF
    if guides(user, person, now):
        return Allowed()
    if user.can("participants.mentor") and mentor_of(person, now) is None:
        return Allowed()
    return Denied("Only the mentor, who stands in, and supervisors release it; seniors where there is no mentor.")
