"""What of training the search finds."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Case, When

from portal.search import registry
from portal.search.registry import Hit
from training.choices import ArticleState
from training.library import shelf
from training.models import Article

NOTE: Final = 120


def find_articles(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """By title, summary and text, typos in titles forgiven; what is published before drafts, archived ones last."""
    rows = Article.objects.visible_to(user).matching(words)
    shown_first = Case(When(state=ArticleState.PUBLISHED, then=0), When(state=ArticleState.ARCHIVED, then=2), default=1)
    for row in rows.order_by(shown_first, "-changed_at", "-id")[:limit]:
        note = " · ".join([row.get_kind_display(), row.get_audience_display(), row.get_state_display()])
        yield Hit(row.title, row.get_absolute_url(), note, "file-text" if row.is_procedure else "book-open")


def find_in_library(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """What participants' users may read: every word in any form, typos forgiven; the best first."""
    for row in shelf(user).search(words).order_by("-similarity", "-id")[:limit]:
        yield Hit(row.title, row.get_reading_url(), row.summary[:NOTE], "book-open")


def register_finders() -> None:
    registry.register("library", "Library", find_in_library, visible=lambda user: not user.is_staff)
    registry.register("articles", "Knowledge", find_articles, visible=lambda user: user.is_staff)
