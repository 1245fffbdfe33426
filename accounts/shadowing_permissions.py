"""Who arranges and ends a shadowing, and who writes on it."""

from datetime import datetime
from typing import Any, Final

from accounts.mentor_permissions import guides
from accounts.models import Shadowing, User
from portal.lifecycle.refusals import Allowed, Answer, Denied

ONLY_GUIDES: Final = Denied("Only the colleague's mentor and supervisors arrange a shadowing.")
ONLY_SUPERVISORS: Final = Denied("Only a supervisor gives sight of a restricted participant.")
NOT_YOURS: Final = Denied("Only the two people, who arranged it, and supervisors end a shadowing.")
ONLY_PERSON: Final = Denied("Only who reads along writes these notes.")
ONLY_HOST: Final = Denied("Only the host and supervisors comment on these notes.")


def arranges(user: Any) -> Answer:
    """Whether the person arranges shadowings at all; for whom is asked with the colleague."""
    able = user.is_staff and (user.can("staff.manage") or user.can("participants.mentor"))
    return Allowed() if able else ONLY_GUIDES


def can_arrange_shadowing(user: User, person: User, now: datetime) -> Answer:
    return Allowed() if guides(user, person, now) else ONLY_GUIDES


def can_open_restricted(user: Any) -> Answer:
    return Allowed() if user.can("participants.restrict") else ONLY_SUPERVISORS


def can_end_shadowing(user: Any, shadowing: Shadowing) -> Answer:
    involved = {shadowing.person_id, shadowing.host_id, shadowing.arranged_by_id}
    return Allowed() if user.pk in involved or user.can("staff.manage") else NOT_YOURS


def can_note_shadowing(user: Any, shadowing: Shadowing) -> Answer:
    return Allowed() if user.pk == shadowing.person_id else ONLY_PERSON


def can_comment_shadowing(user: Any, shadowing: Shadowing) -> Answer:
    able = user.pk == shadowing.host_id or user.can("staff.manage")
    return Allowed() if able and user.pk != shadowing.person_id else ONLY_HOST
