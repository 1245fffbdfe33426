"""The one table of periodic tasks: name, task, seconds between two runs.

Beat runs in UTC with intervals; what is due is decided by each sweep itself.
"""

from typing import Final

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE

PERIODIC_TASKS: Final = {
    "apply queued imports": {"task": "participants.tasks.sweep_imports", "schedule": MINUTE},
    "clear expired sign-in rows": {"task": "accounts.tasks.clear_expired", "schedule": HOUR},
}
