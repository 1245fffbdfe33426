"""Who may read and change service policies, the duty roster and grid events."""

from typing import Any, Final

from participants.permissions.answers import holds
from portal.lifecycle.refusals import Answer

ONLY_SUPERVISORS: Final = "Only supervisors change service targets and the duty roster, and declare grid events."


def can_oversee(user: Any) -> Answer:
    return holds(user, "issues.oversee", ONLY_SUPERVISORS)
