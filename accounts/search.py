"""People in the search: the staff, for the staff."""

from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import Expertise, Topic, User
from accounts.querysets.users import WHO_KNOWS
from portal.search import registry
from portal.search.registry import Hit, Rows

EXPERTS_SHOWN: Final = ("ref", "topic__name", "person__name", "person__ref")
SHOWN: Final = ("ref", "name", "is_active", "is_staff", "role", "level", "title")


def _staff(user: Any, words: str) -> QuerySet:
    return User.objects.visible_to(user).staff().matching(words).order_by("-is_active", "name", "id")


def _person(user: Any, row: Any) -> Hit:
    note = row.position if row.is_active else f"{row.position}, inactive"
    return Hit(row.name, row.get_absolute_url(), note, "user-round")


def _experts(user: Any, words: str) -> QuerySet:
    """Who knows it: "CRR", or "who knows CRR?"."""
    topics = Topic.objects.visible_to(user).in_use().matching(WHO_KNOWS.sub("", words).rstrip(" ?"))
    rows = Expertise.objects.visible_to(user).known_by_active().filter(topic__in=topics)
    return rows.order_by("topic__order", "person__name", "id")


def _expert(user: Any, row: Any) -> Hit:
    return Hit(row.person.name, row.person.get_absolute_url(), f"knows {row.topic.name}", "lightbulb")


def register() -> None:
    registry.register("staff", "Staff", Rows(_staff, SHOWN, _person), visible=lambda user: user.can("desk.enter"))
    experts = Rows(_experts, EXPERTS_SHOWN, _expert)
    registry.register("experts", "Who knows it", experts, visible=lambda user: user.can("desk.enter"))
