"""The demo world's library: written, reviewed, published, returned and archived by the same actions."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from portal.scoping.today import market_day
from training.actions import article_care as care
from training.actions import article_reviews as reviews
from training.actions.articles import Text, add_article, begin_version, cited_by, save_draft
from training.models import Article
from training.rules import citations

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "articles.yaml"


def fill_articles(*, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`."""
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))["articles"]:
        article = _added(row, staff, now)
        for step in row.get("then", ()):
            _step(article, step, staff[step["by"]], now)


def _added(row: dict[str, Any], staff: dict[str, User], now: datetime) -> Article:
    review = market_day(now + timedelta(days=row["review"])) if "review" in row else None
    return add_article(
        by=staff[row["by"]],
        now=now + timedelta(days=row["added"]),
        text=Text(row["title"], row["summary"], row["body"], row.get("cited", "")),
        kind=row.get("kind", "article"),
        audience=row.get("audience", "staff"),
        role_codes=row.get("roles", ()),
        owner=staff[row["owner"]] if "owner" in row else None,
        review_on=review,
    )


def _step(article: Article, step: dict[str, Any], by: User, now: datetime) -> None:
    who = {"by": by, "now": now + timedelta(days=step["days"])}
    if "begin" in step:
        begin_version(article=article, **who)
        return
    if "archive" in step:
        care.archive_article(article=article, reason=step["archive"], **who)
        return
    version = article.versions.open().get()
    if "submit" in step:
        reviews.submit_for_review(version=version, **who)
    elif "return" in step:
        reviews.return_version(version=version, revision=version.revision, reason=step["return"], **who)
    elif "approve" in step:
        at = now + timedelta(days=step["at"]) if "at" in step else None
        reviews.approve_version(version=version, revision=version.revision, publish_at=at, **who)
    else:
        body = version.body.replace(step["edit"]["replace"], step["edit"]["with"])
        text = Text(version.title, version.summary, body, citations.written(cited_by(version)))
        save_draft(version=version, revision=version.revision, text=text, **who)
