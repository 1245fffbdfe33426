"""Who says by what the balance of work is weighed."""

from typing import Any, Final

from participants.permissions.answers import holds
from portal.lifecycle.refusals import Answer

ONLY_SUPERVISORS: Final = "Only supervisors say how work is weighed."


def can_change_weights(user: Any) -> Answer:
    return holds(user, "catalog.edit", ONLY_SUPERVISORS)
