"""What the actions on articles share: the locks, and what an article takes over from its versions."""

from datetime import datetime
from typing import Any

from accounts.models import User
from training.choices import ArticleVersionState
from training.models import Article, ArticleVersion
from training.rules.article_moves import MOVES, state_of_article


def locked_article(article: Article) -> Article:
    """The article, locked until the transaction ends: two callers that touch one article wait for each other."""
    return Article.objects.lock(article.pk)


def locked_version(version: ArticleVersion) -> ArticleVersion:
    """The version with its article, the article locked first, as every action does."""
    article = Article.objects.lock(version.article_id)
    version = ArticleVersion.objects.lock(version.pk)
    version.article = article
    return version


def take_over(article: Article, *, now: datetime) -> dict[str, list[str]]:
    """Title and state as the versions say; call while holding the article's lock. Returns what changed."""
    versions = {version.state: version for version in article.versions.current()}
    published = versions.pop("published", None)
    open_ = next(iter(versions.values()), None)
    shown = published or open_
    state = state_of_article(
        published=published is not None,
        open_state=open_.state if open_ is not None else "",
        archived=article.archived_at is not None,
    )
    title = shown.title if shown is not None else article.title
    changes = article.apply(title=title, state=state, changed_at=now)
    return {name: change for name, change in changes.items() if name != "changed_at"}


def saved_by(version: ArticleVersion, by: User, *, now: datetime) -> dict[str, Any]:
    """What changes of an editable version when somebody saves a change of it, beside the change itself.

    Whoever returned it and now mends it becomes a writer: it is a draft again, for somebody else to judge.
    """
    fields: dict[str, Any] = {"revision": version.revision + 1, "changed_at": now}
    fields["writer_ids"] = sorted({*version.writer_ids, by.pk})
    if by.pk == version.reviewer_id:
        MOVES.require(version.state, ArticleVersionState.DRAFT)
        fields |= {"state": ArticleVersionState.DRAFT, "reviewer_id": None, "reason": ""}
    return fields


def people_of(version: ArticleVersion) -> list[User]:
    """The active people who wrote on a version."""
    return list(User.objects.active().filter(pk__in=version.writer_ids).order_by("name", "id"))
