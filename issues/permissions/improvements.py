"""Who proposes improvements, works on them, and says something about them."""

from typing import Any, Final

from issues.models import Improvement
from issues.permissions.issues import can_write_issues
from issues.permissions.referrals import can_view_referrals
from issues.querysets.referrals import answering
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_YOURS: Final = Denied("Only its owner and supervisors change an improvement.")
READS_ONLY: Final = Denied("Your role reads improvements and changes nothing.")


def can_view_improvements(user: Any) -> Answer:
    """Whoever works on issues, and whoever answers for a department."""
    return can_view_referrals(user)


def can_propose_improvement(user: Any) -> Answer:
    return can_write_issues(user)


def can_edit_improvement(user: Any, item: Improvement) -> Answer:
    """Whether the person changes, moves and measures it: its owner and supervisors; until it is accepted also who
    proposed it."""
    if user.is_staff and user.pk == item.owner_id:
        return Allowed()
    if not (writes := can_write_issues(user)):
        return writes
    if user.can("issues.oversee") or (user.pk == item.proposed_by_id and item.state == "proposed"):
        return Allowed()
    return NOT_YOURS


def can_note_improvement(user: Any, item: Improvement) -> Answer:
    """Whether the person comments: whoever works on issues, and the departments of the item."""
    if can_write_issues(user):
        return Allowed()
    return Allowed() if answering(user) and Improvement.objects.visible_to(user).filter(pk=item.pk) else READS_ONLY
