"""Keeping an article right once it is there: its owner, its review date, for whom it is, and its end."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training import article_deadlines as deadlines
from training import permissions
from training.actions.article_news import tell
from training.actions.article_rows import locked_article, take_over
from training.actions.articles import ARCHIVED, discard, known_roles, sound_end, write_again
from training.choices import ArticleKind, ArticleState, Audience
from training.models import Article
from training.rules import review_dates

OF_STAFF: Final = "A procedure is for the staff only."
SAME_DAY: Final = "That is its review date already."
NOT_PUBLISHED: Final = "Only what is published is looked at again: this is not."
NOT_ARCHIVED: Final = "This article is not archived."
ITS_DAY: Final = "The day planned for it"
LOOKED_AT: Final = "Confirmed as still right"


@transaction.atomic
def change_article(
    *,
    article: Article,
    by: User,
    now: datetime,
    audience: str,
    role_codes: Iterable[str],
    archive_on: date | None,
) -> Article:
    """For whom it is, for which market roles it was written, and the day on which it is archived by itself.

    Whoever reviews a version judged it for its readers: with other readers it is to be looked at again.
    """
    article = locked_article(article)
    permissions.can_change_article(by, article).enforce()
    _require_alive(article)
    if article.kind == ArticleKind.PROCEDURE and audience != Audience.STAFF:
        raise Refused(OF_STAFF)
    if archive_on != article.archive_on:
        sound_end(archive_on, market_day(now))
    changes = article.apply(audience=Audience(audience), role_codes=known_roles(role_codes), archive_on=archive_on)
    if changes:
        article.apply(changed_at=now)
        if "audience" in changes:
            for version in article.versions.open():
                version.apply(revision=version.revision + 1)
        trail.record("training.article.changed", of=article, by=by, at=now, changes=changes)
    return article


@transaction.atomic
def hand_over_article(*, article: Article, by: User, now: datetime, owner: User) -> Article:
    """Somebody else is answerable for it from now on, and hears of it."""
    article = locked_article(article)
    permissions.can_look_after(by, article).enforce()
    _require_alive(article)
    if owner.pk == article.owner_id:
        raise Refused(f"{owner.name} is the owner already.")
    if not (answer := permissions.can_own_articles(owner)):
        raise Refused(answer.reason)
    changes = {"owner": [article.owner.name, owner.name]}
    article.apply(owner_id=owner.pk, changed_at=now)
    article.owner = owner
    trail.record("training.article.handed_over", of=article, by=by, at=now, changes=changes)
    tell("handed_over", article, [owner], by=by, now=now)
    return article


@transaction.atomic
def confirm_article(*, article: Article, by: User, now: datetime, review_on: date) -> Article:
    """It was looked at and is still right, until the next review date; the deadline is met or missed by that."""
    article = locked_article(article)
    permissions.can_look_after(by, article).enforce()
    _require_published(article)
    review_dates.require_review_date(review_on, market_day(now))
    changes = {"review date": [str(article.review_on), str(review_on)]}
    article.apply(review_on=review_on, changed_at=now)
    deadlines.answered(article, by=by, now=now)
    deadlines.run(article, day=review_on, by=by, now=now, reason=LOOKED_AT)
    trail.record("training.article.confirmed", of=article, by=by, at=now, changes=changes)
    return article


@transaction.atomic
def move_review_date(*, article: Article, by: User, now: datetime, review_on: date, reason: str) -> Article:
    """Another day for looking at it again, without saying that it is right; a date that was missed stays missed."""
    reason = require_reason(reason)
    article = locked_article(article)
    permissions.can_look_after(by, article).enforce()
    _require_alive(article)
    review_dates.require_review_date(review_on, market_day(now))
    changes = article.apply(review_on=review_on)
    if not changes:
        raise Refused(SAME_DAY)
    article.apply(changed_at=now)
    if article.state == ArticleState.PUBLISHED:
        deadlines.run(article, day=review_on, by=by, now=now, reason=reason)
    trail.record("training.article.changed", of=article, by=by, at=now, changes=changes, reason=reason)
    return article


@transaction.atomic
def archive_article(*, article: Article, by: User, now: datetime, reason: str) -> Article:
    """Nobody but the staff reads it any more, for a reason. What was being worked on is discarded."""
    reason = require_reason(reason)
    article = locked_article(article)
    permissions.can_change_article(by, article).enforce()
    _require_alive(article)
    put_away(article, by=by, now=now, reason=reason)
    return article


def put_away(article: Article, *, by: User | None, now: datetime, reason: str = ITS_DAY) -> None:
    """Call while holding the lock, once it is permitted; `by` is None where its planned day has come."""
    for version in article.versions.open():
        discard(version, now=now)
    # State and instant in one statement: the database asks for both or neither.
    article.apply(state=ArticleState.ARCHIVED, archived_at=now, archive_on=None)
    take_over(article, now=now)
    deadlines.rest(article, by=by, now=now, reason=reason)
    trail.record("training.article.archived", of=article, by=by, at=now, reason=reason)
    if by is None or by.pk != article.owner_id:
        tell("archived", article, [article.owner], by=by, now=now)


@transaction.atomic
def restore_article(*, article: Article, by: User, now: datetime, review_on: date) -> Article:
    """What was published is published again, to be looked at on a new day; what never was is a draft again."""
    article = locked_article(article)
    permissions.can_review_articles(by).enforce()
    if not article.is_archived:
        raise Refused(NOT_ARCHIVED)
    review_dates.require_review_date(review_on, market_day(now))
    published = article.versions.published().exists()
    article.apply(
        archived_at=None,
        state=ArticleState.PUBLISHED if published else ArticleState.DRAFT,
        review_on=review_on,
        archive_on=None,
    )
    if published:
        take_over(article, now=now)
        deadlines.run(article, day=review_on, by=by, now=now, reason="Restored")
    else:
        write_again(article, article.versions.order_by("-number")[0], by=by, now=now)
    trail.record("training.article.restored", of=article, by=by, at=now)
    return article


def _require_alive(article: Article) -> None:
    if article.is_archived:
        raise Refused(ARCHIVED)


def _require_published(article: Article) -> None:
    if article.state != ArticleState.PUBLISHED:
        raise Refused(NOT_PUBLISHED)
