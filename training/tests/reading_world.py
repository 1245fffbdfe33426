"""Articles, a procedure with its quiz and an attempt, for the walks over all addresses."""

from datetime import datetime
from typing import Any

from accounts.models import User
from training.actions.article_feedback import give_feedback
from training.actions.article_reviews import approve_version, submit_for_review
from training.actions.articles import Text, add_article, begin_version
from training.actions.quizzes import Asked, take_quiz, write_quiz
from training.models import Article
from training.tests.article_world import articles_of

QUIZ = [Asked("Who signs?", ["One person", "Two persons"], [1], "Always two."), Asked("When?", ["Now", "Later"], [0])]


def procedure_with_quiz(*, owner: User, reviewer: User, now: datetime) -> Article:
    """Published, by two people."""
    article = add_article(
        by=owner, now=now, text=Text("Call back", "Whom to call", "Call back first."), kind="procedure"
    )
    version = article.versions.get()
    write_quiz(version=version, revision=1, questions=QUIZ, by=owner, now=now)
    submit_for_review(version=version, by=owner, now=now)
    approve_version(version=version, revision=2, by=reviewer, now=now)
    return Article.objects.get(pk=article.pk)


def readable_of(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """By the names under which addresses call for them; the level II colleague owns and wrote all of them."""
    articles = articles_of(people, now)
    owner, reviewer = people["colleague"], people["supervisor"]
    procedure = procedure_with_quiz(owner=owner, reviewer=reviewer, now=now)
    drafted = procedure_with_quiz(owner=owner, reviewer=reviewer, now=now)
    begin_version(article=drafted, by=owner, now=now)
    version = procedure.versions.get()
    answers = {row.ref: row.right for row in version.questions.all()}
    return {
        **articles,
        "draft_version": articles["draft_article"].versions.get(),
        "waiting_version": articles["waiting_article"].versions.get(),
        "procedure": procedure,
        "drafted_procedure": drafted,
        "quiz_attempt": take_quiz(version=version, answers=answers, by=owner, now=now),
        "article_feedback": give_feedback(article=procedure, helpful=True, by=owner, now=now),
    }
