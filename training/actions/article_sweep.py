"""What happens to articles by itself: scheduled versions are published, articles whose end was planned are archived.

Each in a transaction of its own, claimed with a lock that a second worker skips, so that nothing happens twice.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from portal.scoping.today import market_day
from training.actions.article_care import put_away
from training.actions.article_reviews import publish
from training.models import Article, ArticleVersion

logger = logging.getLogger(__name__)

AT_ONCE: Final = 200
AGAIN: Final = timedelta(hours=1)


def publish_due_versions(*, now: datetime) -> int:
    """Versions whose time has come; returns how many were published."""
    due = ArticleVersion.objects.to_publish(now).order_by("publish_at", "pk").values_list("pk", "article_id")
    return sum(_publish_one(pk, article_id, now) for pk, article_id in list(due[:AT_ONCE]))


def archive_due_articles(*, now: datetime) -> int:
    """Articles whose planned end is here; returns how many were archived."""
    due = Article.objects.to_archive(market_day(now)).order_by("archive_on", "pk").values_list("pk", flat=True)
    return sum(_archive_one(pk, now) for pk in list(due[:AT_ONCE]))


@transaction.atomic
def _publish_one(pk: int, article_id: int, now: datetime) -> bool:
    article = _claimed(article_id)
    if article is None:
        return False
    version = ArticleVersion.objects.to_publish(now).filter(pk=pk).select_related("reviewer").first()
    if version is None:
        return False
    version.article = article
    try:
        with transaction.atomic():
            publish(version, reviewer=version.reviewer, by=None, now=now)
    except Exception:
        logger.exception("Version %s could not be published; it is tried again in an hour.", version.ref)
        ArticleVersion.objects.filter(pk=pk).update(publish_at=now + AGAIN)
        return False
    return True


@transaction.atomic
def _archive_one(pk: int, now: datetime) -> bool:
    article = _claimed(pk)
    today = market_day(now)
    if article is None or article.is_archived or article.archive_on is None or article.archive_on > today:
        return False
    try:
        with transaction.atomic():
            put_away(article, by=None, now=now)
    except Exception:
        logger.exception("Article %s could not be archived; it is tried again tomorrow.", article.ref)
        Article.objects.filter(pk=pk).update(archive_on=today + timedelta(days=1))
        return False
    return True


def _claimed(pk: int) -> Article | None:
    """The article, unless somebody works on it just now: the next sweep finds it."""
    return Article.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
