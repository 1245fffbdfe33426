"""What the actions on articles share: the locks, and what an article takes over from its versions."""

from datetime import datetime

from accounts.models import User
from training.models import Article, ArticleVersion
from training.rules.article_moves import state_of_article


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


def people_of(version: ArticleVersion) -> list[User]:
    """The active people who wrote on a version."""
    return list(User.objects.active().filter(pk__in=version.writer_ids).order_by("name", "id"))
