"""Articles in answers: writing down that one was used, and sending one to contacts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from accounts.models import User
from participants.actions.letters import write_letter
from participants.models import Contact, Letter, Participant
from portal.lifecycle import subjects
from portal.lifecycle.refusals import Refused
from portal.lifecycle.rows import Row
from training import permissions
from training.choices import Audience
from training.models import Article, ArticleUse
from training.sending import LACKS_LINK, link_to

NOT_PUBLISHED: Final = "Only a published article can be used in an answer."
STAFF_ONLY: Final = "This one is for the staff only: it cannot be sent."


@transaction.atomic
def record_use(*, article: Article, in_answer: Row, by: User, now: datetime) -> ArticleUse:
    """Note that the published version was part of an answer (a letter, a reply); the same answer counts once."""
    article = Article.objects.lock(article.pk)
    permissions.can_use_articles(by).enforce()
    version = article.versions.published().first()
    if version is None or article.is_archived:
        raise Refused(NOT_PUBLISHED)
    answer = {"answer_type": subjects.type_of(in_answer), "answer_ref": in_answer.ref}
    use, made = ArticleUse.objects.get_or_create(version=version, **answer, defaults={"used_by": by, "used_at": now})
    if made:
        Article.objects.filter(pk=article.pk).update(uses=F("uses") + 1)
    return use


@transaction.atomic
def forget_uses(*, in_answer: Row) -> int:
    """The answer was taken back before it left: nothing was used. Returns how many uses there were."""
    named = {"answer_type": subjects.type_of(in_answer), "answer_ref": in_answer.ref}
    uses = ArticleUse.objects.filter(**named).select_related("version")
    articles = sorted({use.version.article_id for use in uses})
    for pk in articles:
        Article.objects.lock(pk)
    uses.delete()
    Article.objects.filter(pk__in=articles).update(uses=F("uses") - 1)
    return len(articles)


@transaction.atomic
def send_article(
    *, article: Article, participant: Participant, contacts: Iterable[Contact], text: str, by: User, now: datetime
) -> Letter:
    """A letter to contacts of a participant that leads them to the article; it counts as a use."""
    permissions.can_use_articles(by).enforce()
    if article.audience == Audience.STAFF:
        raise Refused(STAFF_ONLY)
    if link_to(article.ref) not in text:
        raise Refused(LACKS_LINK)
    letter = write_letter(participant=participant, contacts=contacts, text=text, by=by, now=now)
    record_use(article=article, in_answer=letter, by=by, now=now)
    return letter
