"""Who reads a colleague's learning plan and competence record, and who keeps it."""

from datetime import datetime
from typing import Final

from accounts.mentor_permissions import ONESELF, ONLY_MENTOR, guides
from accounts.models import User
from accounts.querysets.learning import OVERSEE
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_YOURS: Final = Denied("Only the colleague, the mentor, supervisors and auditors read a competence record.")


def can_read_learning(user: User, person: User, now: datetime) -> Answer:
    """Oneself, who guides, supervisors and auditors; other colleagues do not."""
    if user.pk == person.pk or any(user.can(one) for one in OVERSEE) or guides(user, person, now):
        return Allowed()
    return NOT_YOURS


def can_keep_learning(user: User, person: User, now: datetime) -> Answer:
    """Begin a plan, change and end it, and give one's word: the mentor, who stands in, and supervisors."""
    if user.pk == person.pk:
        return ONESELF
    return Allowed() if guides(user, person, now) else ONLY_MENTOR
