"""Which categories and waiting answers rely on a topic."""

from typing import Any

from accounts import topic_uses
from issues.models import Category, HeldAnswer


def categories(topic: Any) -> list[str]:
    names = Category.objects.filter(topic=topic).order_by("name").values_list("name", flat=True)
    return [f"the category “{name}”" for name in names]


def held_answers(topic: Any) -> list[str]:
    waiting = HeldAnswer.objects.waiting().filter(topic=topic).count()
    return [f"{waiting} answers that wait for release"] if waiting else []


def register() -> None:
    """Called when the app is ready."""
    topic_uses.register("categories", categories)
    topic_uses.register("held answers", held_answers)
