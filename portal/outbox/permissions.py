"""Who watches over messages, and who may put a failed one back into the queue."""

from typing import Any, Final

from portal.lifecycle.refusals import Allowed, Answer, Denied

WATCHERS: Final = "Only supervisors and auditors see how messages fare."
RETRIERS: Final = "Only supervisors send failed messages again."


def can_retry(user: Any) -> Answer:
    """Send again what failed, and declare that an address works again."""
    return Allowed() if user.can("outbox.retry") else Denied(RETRIERS)
