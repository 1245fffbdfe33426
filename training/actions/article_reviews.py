"""From a draft to what people read: sending to review, returning, approving, publishing. Two pairs of eyes always."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.shape import require_reason, require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training import article_deadlines as deadlines
from training import permissions
from training.actions.article_news import tell_reviewers, tell_writers
from training.actions.article_rows import locked_version, take_over
from training.choices import ArticleState, ArticleVersionState
from training.models import ArticleVersion
from training.rules import review_dates
from training.rules.article_moves import MOVES

V = ArticleVersionState
FURTHEST: Final = timedelta(days=366)
NO_TEXT: Final = "There is no text to review yet."
NO_SUMMARY: Final = "Say in the summary what it tells: lists and search results show it."
CHANGED_SINCE: Final = "This version was changed since you opened it: read it again before you decide."
PUBLISH_PAST: Final = "Choose a time from now on, or publish at once."
PUBLISH_TOO_FAR: Final = "Choose a time within a year."
REVIEW_PASSED: Final = "Its review date has come by then: give a new one."
ENDS_BEFORE: Final = "It is to be archived on or before that day: change that first."
NOT_SCHEDULED: Final = "This version does not wait for its publication."
NEW_TEXT: Final = "A version was published"


@transaction.atomic
def submit_for_review(*, version: ArticleVersion, by: User, now: datetime) -> ArticleVersion:
    """Nothing more is changed until somebody else has read it; those who may are told."""
    version = locked_version(version)
    permissions.can_edit_version(by, version).enforce()
    MOVES.require(version.state, V.IN_REVIEW)
    if not version.text.strip():
        raise Refused(NO_TEXT)
    if not version.summary:
        raise Refused(NO_SUMMARY)
    version.apply(state=V.IN_REVIEW, reviewer_id=None, reason="", submitted_at=now)
    take_over(version.article, now=now)
    trail.record("training.article.submitted", of=version.article, by=by, at=now, changes=_numbered(version))
    tell_reviewers(version, by=by, now=now)
    return version


@transaction.atomic
def recall_version(*, version: ArticleVersion, by: User, now: datetime) -> ArticleVersion:
    """A writer takes it back to go on writing, from review or before it is published."""
    version = locked_version(version)
    permissions.can_edit_version(by, version).enforce()
    MOVES.require(version.state, V.DRAFT)
    version.apply(state=V.DRAFT, reviewer_id=None, reason="", submitted_at=None, publish_at=None)
    take_over(version.article, now=now)
    trail.record("training.article.recalled", of=version.article, by=by, at=now, changes=_numbered(version))
    return version


@transaction.atomic
def return_version(*, version: ArticleVersion, revision: int, by: User, now: datetime, reason: str) -> ArticleVersion:
    """It is not right yet, for a reason that its writers read."""
    reason = require_reason(reason)
    version = _judging(version, V.RETURNED, revision, by)
    require_shape(ArticleVersion(reason=reason), "reason")
    version.apply(state=V.RETURNED, reviewer_id=by.pk, reason=reason)
    take_over(version.article, now=now)
    trail.record(
        "training.article.returned", of=version.article, by=by, at=now, changes=_numbered(version), reason=reason
    )
    tell_writers("returned", version, by=by, now=now)
    return version


@transaction.atomic
def approve_version(
    *,
    version: ArticleVersion,
    revision: int,
    by: User,
    now: datetime,
    publish_at: datetime | None = None,
    review_on: date | None = None,
) -> ArticleVersion:
    """Publish it now, or at `publish_at`; `revision` is what the reviewer read.

    `review_on` is the article's next review date; without one the date stays, where it lies after the publication.
    """
    version = _judging(version, V.APPROVED if publish_at else V.PUBLISHED, revision, by)
    article, on = version.article, market_day(publish_at or now)
    if publish_at is not None:
        _require_coming(publish_at, now)
    if review_on is not None:
        review_dates.require_review_date(review_on, on)
    elif article.review_on <= on:
        raise Refused(REVIEW_PASSED)
    if article.archive_on is not None and article.archive_on <= on:
        raise Refused(ENDS_BEFORE)
    moved = article.apply(review_on=review_on) if review_on is not None else {}
    if publish_at is None:
        publish(version, reviewer=by, by=by, now=now, moved=bool(moved))
        return version
    version.apply(state=V.APPROVED, reviewer_id=by.pk, publish_at=publish_at)
    if moved and article.state == ArticleState.PUBLISHED:
        deadlines.run(article, day=article.review_on, by=by, now=now, reason=NEW_TEXT)
    take_over(article, now=now)
    changes = _numbered(version) | {"publication": ["", publish_at.isoformat()]} | moved
    trail.record("training.article.approved", of=article, by=by, at=now, changes=changes)
    tell_writers("approved", version, by=by, now=now)
    return version


@transaction.atomic
def publish_scheduled(*, version: ArticleVersion, by: User, now: datetime) -> ArticleVersion:
    """Publish an approved version before its time."""
    version = locked_version(version)
    permissions.can_review_articles(by).enforce()
    if version.state != V.APPROVED:
        raise Refused(NOT_SCHEDULED)
    publish(version, reviewer=version.reviewer, by=by, now=now)
    return version


def publish(version: ArticleVersion, *, reviewer: User, by: User | None, now: datetime, moved: bool = False) -> None:
    """The version takes the place of the one before; call while holding the locks, once it is permitted.

    `by` is None where its time has come by itself. The review clock begins with the first publication, and anew where
    the date was `moved`.
    """
    MOVES.require(version.state, V.PUBLISHED)
    article = version.article
    for former in article.versions.published():
        former.apply(state=V.SUPERSEDED)
    version.apply(state=V.PUBLISHED, reviewer_id=reviewer.pk, published_at=now)
    taken = take_over(article, now=now)
    clock = deadlines.clock_of(article)
    if moved or clock is None or clock.outcome:
        deadlines.run(article, day=article.review_on, by=by, now=now, reason=NEW_TEXT)
    changes = _numbered(version) | {name: taken[name] for name in ("title",) if name in taken}
    trail.record("training.article.published", of=article, by=by, at=now, changes=changes)
    tell_writers("published", version, by=by, now=now)


def _judging(version: ArticleVersion, state: str, revision: int, by: User) -> ArticleVersion:
    """The first three steps of each judgment: lock, permit, require; of exactly what was read."""
    version = locked_version(version)
    permissions.can_review_version(by, version).enforce()
    MOVES.require(version.state, state)
    if version.state != V.IN_REVIEW:
        raise Refused(NOT_SCHEDULED)
    if version.revision != revision:
        raise Refused(CHANGED_SINCE)
    return version


def _require_coming(publish_at: datetime, now: datetime) -> None:
    if publish_at <= now:
        raise Refused(PUBLISH_PAST)
    if publish_at - now > FURTHEST:
        raise Refused(PUBLISH_TOO_FAR)


def _numbered(version: ArticleVersion) -> dict[str, list[str]]:
    return {"version": ["", str(version.number)]}
