"""Who writes saved replies, and for whom."""

from typing import Any, Final

from accounts.models import Team
from issues.permissions.issues import can_write_issues
from portal.lifecycle.refusals import Allowed, Answer, Denied

FOR_ALL: Final = Denied("Only supervisors write saved replies that everybody uses.")
OTHER_TEAM: Final = Denied("Only members of that team and supervisors write its saved replies.")


def can_write_reply(user: Any, team: Team | None) -> Answer:
    """Whether the person may write, change or end a reply of a team (None: everybody's)."""
    if not (writes := can_write_issues(user)) or user.can("issues.oversee"):
        return writes
    if team is None:
        return FOR_ALL
    return Allowed() if user.team_id == team.pk else OTHER_TEAM
