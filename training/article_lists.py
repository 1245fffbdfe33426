"""The library's list and the pages of one article: which rows they show and what is offered to whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from portal.lifecycle.refusals import Refused
from training import permissions
from training.choices import ArticleState, ArticleVersionState
from training.models import Article, ArticleVersion
from training.rules import citations
from training.rules.article_moves import EDITABLE, RECALLABLE


def in_view(rows: QuerySet[Article], view: str, user: Any, today: date) -> QuerySet[Article]:
    """One of the list's views. What is archived stands in its own view only."""
    if view == "archived":
        return rows.filter(state=ArticleState.ARCHIVED)
    rows = rows.exclude(state=ArticleState.ARCHIVED)
    if view == "mine":
        return rows.owned_by(user)
    if view == "review":
        return rows.with_changes_in(ArticleVersionState.IN_REVIEW)
    if view == "due":
        return rows.due_for_review(today)
    if view == "drafts":
        return rows.with_changes_in(*EDITABLE)
    return rows


def citing(rows: QuerySet[Article], section: str) -> QuerySet[Article]:
    """Those that rest on a section as somebody typed it; what is no section is cited by nothing."""
    try:
        wanted = citations.read(section)
    except Refused:
        return rows.none()
    for one in wanted:
        rows = rows.citing(one.section, one.document)
    return rows


def with_current(rows: QuerySet[Article]) -> QuerySet[Article]:
    """Each with its owner, and with `current`: the published version and the open one; three statements."""
    versions = ArticleVersion.objects.current().defer("body", "text").order_by("number")
    return rows.select_related("owner").prefetch_related(Prefetch("versions", versions, to_attr="current"))


@dataclass(frozen=True, slots=True)
class Offered:
    """What the person may do to an article now; so each button leads somewhere."""

    edit: bool = False
    submit: bool = False
    recall: bool = False
    review: bool = False
    publish: bool = False
    begin: bool = False
    discard: bool = False
    change: bool = False
    look_after: bool = False
    restore: bool = False


def offered(user: Any, article: Article, published: ArticleVersion | None, open_: ArticleVersion | None) -> Offered:
    """From rights and states alone, as the permissions answer for the versions at hand."""
    reviewer = bool(permissions.can_review_articles(user))
    if article.is_archived:
        return Offered(restore=reviewer)
    works = open_ is not None and bool(permissions.can_edit_version(user, open_))
    state = open_.state if open_ is not None else ""
    return Offered(
        edit=works and state in EDITABLE,
        submit=works and state in EDITABLE,
        recall=works and state in RECALLABLE,
        review=state == ArticleVersionState.IN_REVIEW and bool(permissions.can_review_version(user, open_)),
        publish=state == ArticleVersionState.APPROVED and reviewer,
        begin=open_ is None and published is not None and bool(permissions.can_write_articles(user)),
        discard=works and published is not None,
        change=reviewer or (works and article.state == ArticleState.DRAFT),
        look_after=bool(permissions.can_look_after(user, article)),
    )
