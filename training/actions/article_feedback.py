"""Readers say whether an article helped; its owner hears why it did not."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.shape import require_shape
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.scoping import wall
from training.models import Article, ArticleFeedback, ArticleVersion
from training.permissions.reading import can_give_feedback

KIND: Final = "training.article.unhelpful"
NOT_THERE: Final = "This article is no longer there to read."


@transaction.atomic
def give_feedback(*, article: Article, by: User, now: datetime, helpful: bool, comment: str = "") -> ArticleFeedback:
    """Say whether the published version helped; said again, it replaces what the person said of that version before.

    The owner hears of a comment on an article that did not help. Participants' users cannot write the row themselves.
    """
    can_give_feedback(by).enforce()
    version = ArticleVersion.objects.visible_to(by).published().filter(article=article).first()
    if version is None or article.is_archived:
        raise Refused(NOT_THERE)
    comment = comment.strip()
    require_shape(ArticleFeedback(comment=comment), "comment")
    acting_for = None if by.is_staff else by.acting_for
    given = {
        "helpful": helpful,
        "comment": comment,
        "given_at": now,
        "participant_id": acting_for.participant_id if acting_for else None,
    }
    with wall.as_operator("write a reader's word on an article and tell its owner"):
        row = ArticleFeedback.objects.select_for_update(of=("self",)).filter(version=version, person=by).first()
        said_before = row.comment if row is not None and not row.helpful else ""
        if row is None:
            # Two tabs at once: the second one finds the first one's row.
            row, _ = ArticleFeedback.objects.get_or_create(version=version, person=by, defaults=given)
        row.apply(**given)
        if comment and not helpful and comment != said_before:
            _tell_owner(article, row, now)
    return row


def _tell_owner(article: Article, row: ArticleFeedback, now: datetime) -> None:
    """The owner, unless it is the owner's own word; nothing of it reaches the reader."""
    owner = User.objects.get(articles=article.pk)
    if owner.pk == row.person_id or not owner.is_active:
        return
    posting.post(KIND, to=[owner], about=article, dedupe=f"{KIND}:{row.ref}:{now.isoformat()}", now=now)
