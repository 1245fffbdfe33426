"""Who opens rooms for auditors, and who reads in them."""

from typing import Any, Final

from portal.lifecycle.refusals import Allowed, Answer, Denied

ONLY_SUPERVISORS: Final = Denied("Only supervisors open, change and close auditors' rooms.")


def can_open_rooms(user: Any) -> Answer:
    return Allowed() if user.can("rooms.open") else ONLY_SUPERVISORS


def reads_rooms_only(user: Any) -> bool:
    """One of the staff side who does not enter the desk: everything but the own rooms does not exist."""
    return getattr(user, "is_staff", False) and not user.can("desk.enter")
