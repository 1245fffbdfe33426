"""Who may read, and who may judge, mail that came in."""

from typing import Any, Final

from issues.models import IncomingMail
from issues.permissions.issues import can_write_issues
from participants.permissions.answers import holds
from portal.lifecycle.refusals import Allowed, Answer, Denied

NO_SUCH_MAIL: Final = Denied("There is no such e-mail among those you may see.")
OVERSEERS: Final = "Only supervisors may do this."


def can_judge_mail(user: Any, mail: IncomingMail) -> Answer:
    """Whether the person may decide about a mail: whoever works on issues and may see it."""
    answer = can_write_issues(user)
    if not answer:
        return answer
    return Allowed() if IncomingMail.objects.visible_to(user).filter(pk=mail.pk).exists() else NO_SUCH_MAIL


def can_oversee_mail(user: Any) -> Answer:
    """Whether the person may end reply addresses and have the mailbox compared."""
    return holds(user, "issues.oversee", OVERSEERS)
