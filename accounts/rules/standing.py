"""Which role goes with which level, department and end of access."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.choices import AUDITORS, Level, Role


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member of staff is. `department` is the row or None."""

    role: str
    level: str = ""
    department: Any = None
    access_until: date | None = None

    def objections(self, today: date) -> dict[str, str]:
        """What does not fit, as {field: sentence}; empty if all does."""
        found = {}
        if self.role not in Role.values:
            found["role"] = "Choose a role."
        if self.role == Role.ACCOUNT_MANAGER and self.level not in Level.values:
            found["level"] = "An account manager has level I, II or Senior."
        if self.role != Role.ACCOUNT_MANAGER and self.level:
            found["level"] = "Only account managers have a level."
        if self.role == Role.SPECIALIST and self.department is None:
            found["department"] = "A specialist belongs to a department."
        if self.role in AUDITORS and self.access_until is None:
            found["access_until"] = "An auditor's access has a last day."
        if self.role not in AUDITORS and self.access_until is not None:
            found["access_until"] = "Only an auditor's access has a last day."
        if self.access_until is not None and self.access_until < today:
            found["access_until"] = "The last day lies in the past."
        return found
