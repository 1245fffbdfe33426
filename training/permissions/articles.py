"""Who may write articles and procedures, who reviews them, and who answers for one."""

from typing import Any, Final

from participants.permissions.answers import holds
from portal.lifecycle.refusals import Allowed, Answer, Denied
from training.choices import ArticleState
from training.models import Article, ArticleVersion

NO_WRITER: Final = "Only account managers, supervisors and training coordinators write articles."
NO_REVIEWER: Final = "Only senior account managers, supervisors and training coordinators publish articles."
NOT_YOUR_DRAFT: Final = Denied("Level I account managers edit their own drafts only; ask the author, or a colleague.")
OWN_TEXT: Final = Denied("You wrote part of this version: somebody else reviews it.")
NOT_YOUR_ARTICLE: Final = Denied("Only the owner and those who publish articles may do this.")


def can_write_articles(user: Any) -> Answer:
    """Whether the person begins articles, and new versions of published ones."""
    return holds(user, "knowledge.draft", NO_WRITER)


def can_edit_version(user: Any, version: ArticleVersion) -> Answer:
    """Whether the person works on this version: whoever wrote on it, and everybody who writes articles at large."""
    answer = can_write_articles(user)
    if not answer or user.can("knowledge.write") or user.pk in version.writer_ids:
        return answer
    return NOT_YOUR_DRAFT


def can_review_articles(user: Any) -> Answer:
    """Whether the person publishes, archives and restores articles at large."""
    return holds(user, "knowledge.review", NO_REVIEWER)


def can_review_version(user: Any, version: ArticleVersion) -> Answer:
    """Whether the person judges this version: nobody judges what he or she wrote part of."""
    answer = can_review_articles(user)
    if answer and (user.pk in version.writer_ids or user.pk == version.author_id):
        return OWN_TEXT
    return answer


def can_change_article(user: Any, article: Article) -> Answer:
    """Whether the person changes for whom an article is, or archives it.

    Whoever works on its draft while nothing is published or judged; afterwards those who publish articles.
    """
    answer = can_review_articles(user)
    if answer or article.state != ArticleState.DRAFT:
        return answer
    open_ = article.versions.open().first()
    return answer if open_ is None else can_edit_version(user, open_)


def can_look_after(user: Any, article: Article) -> Answer:
    """Whether the person confirms that an article is still right: its owner, or who publishes articles."""
    if can_review_articles(user) or (user.is_active and user.is_staff and user.pk == article.owner_id):
        return Allowed()
    return NOT_YOUR_ARTICLE


def can_own_articles(user: Any) -> Answer:
    """Whether somebody can be answerable for an article."""
    return holds(user, "knowledge.write", "An owner is active and writes articles: level II at least.")
