"""People in the search: the staff, for the staff."""

from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import User
from portal.search import registry
from portal.search.registry import Hit, Rows

SHOWN: Final = ("ref", "name", "is_active", "is_staff", "role", "level", "title")


def _staff(user: Any, words: str) -> QuerySet:
    return User.objects.visible_to(user).staff().matching(words).order_by("-is_active", "name", "id")


def _person(user: Any, row: Any) -> Hit:
    note = row.position if row.is_active else f"{row.position}, inactive"
    return Hit(row.name, row.get_absolute_url(), note, "user-round")


def register() -> None:
    registry.register("staff", "Staff", Rows(_staff, SHOWN, _person), visible=lambda user: user.can("desk.enter"))
