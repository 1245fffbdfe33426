"""People in the search: the staff, for the staff."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from portal.search import registry
from portal.search.registry import Hit


def find_staff(user: Any, words: str, limit: int) -> Iterable[Hit]:
    people = User.objects.visible_to(user).staff().matching(words).order_by("-is_active", "name", "id")
    for person in people[:limit]:
        note = person.position if person.is_active else f"{person.position}, inactive"
        yield Hit(person.name, person.get_absolute_url(), note, "user-round")


def register() -> None:
    registry.register("staff", "Staff", find_staff, visible=lambda user: user.can("desk.enter"))
