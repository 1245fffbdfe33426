"""Loading the starter articles: added once, kept up to date until somebody here writes a version of his own."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import Case, When

from accounts.choices import Role
from accounts.models import User
from portal.scoping.today import market_day
from portal.web import markdown
from training import article_deadlines as deadlines
from training.actions.article_rows import take_over
from training.actions.articles import write_citations
from training.actions.quizzes import Asked, store_questions
from training.choices import ArticleVersionState
from training.models import Article, ArticleVersion
from training.rules import review_dates
from training.rules.article_files import FiledArticle, read_all

FOLDER: Final = Path(__file__).resolve().parent.parent / "catalog" / "articles"
# What nobody has read in its source is looked at before a year has passed.
UNVERIFIED: Final = timedelta(days=90)
REASON: Final = "Loaded with the catalog"


@transaction.atomic
def load_articles(*, now: datetime) -> int:
    """Add missing articles, published at once, and bring unedited ones up to date; returns how many changed.

    Nobody reviewed them here, which their versions say. An article needs an owner: without a supervisor, nothing is
    loaded yet. Whatever somebody wrote, archived or is writing stays.
    """
    owner = _owner()
    if owner is None:
        return 0
    known = {row.catalog_code: row for row in Article.objects.select_for_update(of=("self",)).exclude(catalog_code="")}
    return sum(_load(filed, known.get(filed.code), owner, now) for filed in read_all(FOLDER))


def _owner() -> User | None:
    """The supervisor who is here longest, else whoever may own articles."""
    first = Case(When(role=Role.SUPERVISOR, then=0), default=1)
    return User.objects.who_can("knowledge.write").order_by(first, "id").first()


def _load(filed: FiledArticle, article: Article | None, owner: User, now: datetime) -> int:
    if article is None:
        article = _begin(filed, owner, now)
        _publish(article, filed, 1, now)
        deadlines.run(article, day=article.review_on, by=None, now=now, reason=REASON)
        return 1
    if article.is_archived or article.versions.filter(from_catalog=False).exists():
        return 0
    changed = article.apply(audience=filed.audience, role_codes=list(filed.role_codes))
    current = article.versions.published().get()
    if _says(current) != _told(filed):
        current.apply(state=ArticleVersionState.SUPERSEDED)
        _publish(article, filed, current.number + 1, now)
        return 1
    return int(bool(changed))


def _begin(filed: FiledArticle, owner: User, now: datetime) -> Article:
    today = market_day(now)
    article = Article(
        catalog_code=filed.code,
        kind=filed.kind,
        audience=filed.audience,
        role_codes=list(filed.role_codes),
        title=filed.title,
        owner=owner,
        created_by=owner,
        review_on=review_dates.usual(today) if filed.is_verified else today + UNVERIFIED,
        changed_at=now,
    )
    article.save(force_insert=True)
    return article


def _publish(article: Article, filed: FiledArticle, number: int, now: datetime) -> None:
    version = ArticleVersion(
        article=article,
        number=number,
        author=article.owner,
        from_catalog=True,
        title=filed.title,
        summary=filed.summary,
        body=filed.body,
        text=markdown.to_text(filed.body),
        pass_percent=filed.pass_percent,
        state=ArticleVersionState.PUBLISHED,
        published_at=now,
        changed_at=now,
    )
    version.save(force_insert=True)
    write_citations(version, filed.cited)
    store_questions(version, [Asked(one.text, one.choices, one.right, one.explanation) for one in filed.quiz])
    take_over(article, now=now)


def _says(version: ArticleVersion) -> tuple:
    cited = tuple(version.citations.order_by("position", "id").values_list("document", "section"))
    quiz = [(row.text, tuple(row.choices), tuple(row.right), row.explanation) for row in version.questions.all()]
    return version.title, version.summary, version.body, version.pass_percent, cited, quiz


def _told(filed: FiledArticle) -> tuple:
    quiz = [(one.text, one.choices, one.right, one.explanation) for one in filed.quiz]
    return filed.title, filed.summary, filed.body, filed.pass_percent, tuple(map(tuple, filed.cited)), quiz
