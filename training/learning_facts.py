"""What training knows for learning plans of the staff: quizzes of procedures that were passed."""

from collections.abc import Sequence
from typing import Any

from accounts import learning_sources
from accounts.learning_sources import Progress, Wanted
from portal.scoping.today import market_day
from training.choices import ArticleKind
from training.models import Article, QuizAttempt


def quizzes(person: Any, wanted: Sequence[Wanted]) -> list[Progress]:
    """Procedures whose quiz was passed, each counted once, in whichever version and whenever; one statement."""
    passed = QuizAttempt.objects.filter(person=person, passed=True).select_related("version__article")
    first: dict[int, QuizAttempt] = {}
    for attempt in passed.order_by("taken_at", "id"):
        first.setdefault(attempt.version.article_id, attempt)
    rows = list(first.values())
    return [
        _progress([row for row in rows if one.subject in ("", row.version.article.ref)], one.times) for one in wanted
    ]


def _progress(rows: list[QuizAttempt], times: int) -> Progress:
    if not rows:
        return Progress()
    reached = market_day(rows[times - 1].taken_at) if len(rows) >= times else None
    said = ", ".join(row.version.article.title for row in rows[:3])
    return Progress(len(rows), reached, said, rows[-1].get_absolute_url())


def procedures() -> list[tuple[str, str]]:
    rows = Article.objects.published().filter(kind=ArticleKind.PROCEDURE).order_by("title")
    return [("", "Any procedure"), *rows.values_list("ref", "title")]


def register() -> None:
    """Called when the app is ready."""
    learning_sources.register("quiz", "Quiz of a procedure", quizzes, subjects=procedures, order=20, icon="list-checks")
