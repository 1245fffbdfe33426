"""What became of an article among its readers, for its page at the desk."""

from typing import Any, Final

from django.db.models import Count

from participants.models import Letter, Participant
from training import permissions
from training.choices import ArticleState, Audience
from training.models import Article, ArticleFeedback, ArticleUse, ArticleVersion, QuizQuestion
from training.quiz_results import own_best, standings

COMMENTS: Final = 20
USES: Final = 10
LETTER: Final = "participants.letter"


def readers_of(article: Article, user: Any, published: ArticleVersion | None, open_: ArticleVersion | None) -> dict:
    """Votes and comments, the answers it was used in, its quiz; the same few statements for any number."""
    return _feedback(article, user) | _uses(article, user) | _quiz(article, user, published, open_)


def _feedback(article: Article, user: Any) -> dict[str, Any]:
    rows = ArticleFeedback.objects.visible_to(user).filter(version__article=article)
    comments = list(rows.commented().select_related("person", "version").order_by("-given_at", "-id")[:COMMENTS])
    # A restricted company is not named to those who may not see it, nor are its people.
    asked = {row.participant_id for row in comments if row.participant_id}
    known = Participant.objects.visible_to(user).in_bulk(asked) if asked else {}
    for row in comments:
        row.company = known.get(row.participant_id)
        row.is_named = row.participant_id is None or row.company is not None
    return {"votes": list(rows.votes()), "comments": comments}


def _uses(article: Article, user: Any) -> dict[str, Any]:
    """The latest answers; those that the person may not see are counted and not shown."""
    rows = list(ArticleUse.objects.visible_to(user).of_article(article).select_related("used_by", "version")[:USES])
    refs = [row.answer_ref for row in rows if row.answer_type == LETTER]
    letters = Letter.objects.visible_to(user).filter(ref__in=refs).select_related("participant") if refs else []
    seen = {row.ref: row for row in letters}
    for row in rows:
        row.answer = seen.get(row.answer_ref)
    may_send = (
        article.state == ArticleState.PUBLISHED
        and article.audience != Audience.STAFF
        and permissions.can_send_articles(user)
    )
    return {"uses": rows, "may_send": may_send}


def _quiz(article: Article, user: Any, published: ArticleVersion | None, open_: ArticleVersion | None) -> dict:
    if not article.is_procedure:
        return {}
    questions = QuizQuestion.objects.visible_to(user).filter(version__article=article)
    asked = {row["version"]: row["asked"] for row in questions.values("version").annotate(asked=Count("pk")).order_by()}
    number = asked.get(published.pk, 0) if published else 0
    may_write = open_ is not None and open_.is_editable and bool(permissions.can_edit_version(user, open_))
    return {
        "questions_asked": number,
        "questions_drafted": asked.get(open_.pk, 0) if open_ else 0,
        "may_write_quiz": may_write,
        "own_attempt": own_best(user, published) if number else None,
        "standings": standings(user, published) if number else [],
    }
