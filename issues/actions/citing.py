"""Answers that cite articles: each use is written down, so that the library knows what helps."""

from datetime import datetime
from typing import Any

from issues.choices import Side
from issues.models import Comment, Issue
from issues.reactions import What
from issues.rules.citing import cited
from training.actions.article_uses import forget_uses, record_use
from training.models import Article
from training.permissions import can_use_articles


def react(what: What, issue: Issue, *, by: Any, now: datetime, comment: Comment | None = None, **told: Any) -> None:
    """When the operator spoke; an article that is not published any more is not used, however it is cited.

    An answer that was taken back used none.
    """
    if what == What.TAKEN_BACK and cited(comment.text):
        forget_uses(in_answer=comment)
    if what not in (What.ANSWERED, What.RESOLVED) or comment is None or comment.side != Side.OPERATOR:
        return
    refs = cited(comment.text)
    if not refs or by is None or not can_use_articles(by):
        return
    for article in Article.objects.visible_to(by).published().filter(ref__in=refs).order_by("pk"):
        record_use(article=article, in_answer=comment, by=by, now=now)
