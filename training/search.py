"""What of training the search finds."""

from typing import Any, Final

from django.db.models import Case, QuerySet, When

from portal.search import registry
from portal.search.registry import Hit, Rows
from training.choices import ArticleState
from training.library import shelf
from training.models import Article

NOTE: Final = 120


def _articles(user: Any, words: str) -> QuerySet:
    """By title, summary and text, typos in titles forgiven; what is published before drafts, archived ones last."""
    rows = Article.objects.visible_to(user).matching(words)
    shown_first = Case(When(state=ArticleState.PUBLISHED, then=0), When(state=ArticleState.ARCHIVED, then=2), default=1)
    return rows.order_by(shown_first, "-changed_at", "-id")


def _article(user: Any, row: Any) -> Hit:
    note = " · ".join([row.get_kind_display(), row.get_audience_display(), row.get_state_display()])
    return Hit(row.title, row.get_absolute_url(), note, "file-text" if row.is_procedure else "book-open")


def _in_library(user: Any, words: str) -> QuerySet:
    """What participants' users may read: every word in any form, typos forgiven; the best first."""
    return shelf(user).search(words).order_by("-similarity", "-id")


def _to_read(user: Any, row: Any) -> Hit:
    return Hit(row.title, row.get_reading_url(), row.summary[:NOTE], "book-open")


def register_finders() -> None:
    registry.register(
        "library",
        "Library",
        Rows(_in_library, ("ref", "title", "kind", "summary"), _to_read),
        visible=lambda user: not user.is_staff,
    )
    registry.register(
        "articles",
        "Knowledge",
        Rows(_articles, ("ref", "title", "kind", "audience", "state"), _article),
        visible=lambda user: user.is_staff,
    )
