"""How the business says no: with a reason that the button, the API and the log all share."""

from dataclasses import dataclass


class Refused(Exception):
    """The business does not allow this. `reason` is one sentence in the user's words."""

    def __init__(self, reason: str, *, code: str = "refused") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class NotPermitted(Refused):
    """This person lacks the right; the same request by another person may succeed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, code="not_permitted")


class IllegalMove(Refused):
    """The row's state does not lead to the wanted one."""

    def __init__(self, before: str, after: str, reason: str = "") -> None:
        super().__init__(reason or f"Not possible: from “{before}” nothing leads to “{after}”.", code="illegal_move")
        self.before = before
        self.after = after


@dataclass(frozen=True, slots=True)
class Allowed:
    """The answer yes of a permission; true in a condition."""

    reason: str = ""

    def __bool__(self) -> bool:
        return True

    def enforce(self) -> None:
        """Nothing to do: allowed."""


@dataclass(frozen=True, slots=True)
class Denied:
    """The answer no of a permission, with its reason; false in a condition."""

    reason: str

    def __bool__(self) -> bool:
        return False

    def enforce(self) -> None:
        """Raise `NotPermitted` with the reason."""
        raise NotPermitted(self.reason)


Answer = Allowed | Denied
