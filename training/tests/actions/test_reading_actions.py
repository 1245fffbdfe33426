"""What readers do: feedback, quizzes, letters with articles; and loading the starter articles."""

from datetime import datetime, timedelta

import pytest
from django.db import ProgrammingError, transaction

from accounts.models import Mentoring, User
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall
from portal.web import markdown
from training.actions.article_care import archive_article
from training.actions.article_catalog import load_articles
from training.actions.article_feedback import NOT_THERE, give_feedback
from training.actions.article_reviews import approve_version, submit_for_review
from training.actions.article_uses import record_use, send_article
from training.actions.articles import Text, begin_version, save_draft
from training.actions.quizzes import NO_QUIZ, OTHER_VERSION, Asked, take_quiz, write_quiz
from training.models import (
    Article,
    ArticleFeedback,
    ArticleUse,
    ArticleVersion,
    QuizAttempt,
    QuizQuestion,
)
from training.quiz_results import standings
from training.sending import opening
from training.tests.actions.telling import told
from training.tests.reading_world import QUIZ, procedure_with_quiz

pytestmark = pytest.mark.django_db


# -- feedback ------------------------------------------------------------------------------------


def test_a_participants_word_counts_once_a_version_and_its_comment_reaches_the_owner(
    published: ArticleVersion, member: User, now: datetime
) -> None:
    article = published.article
    with wall.inside(member.acting_for):
        give_feedback(article=article, by=member, now=now, helpful=True)
        row = give_feedback(article=article, by=member, now=now, helpful=False, comment="Which form?")
        assert list(ArticleFeedback.objects.all()) == [row]
    assert (row.helpful, row.comment, row.participant_id) == (False, "Which form?", member.acting_for.participant_id)
    assert told("unhelpful") == ["manager2"]
    with wall.inside(member.acting_for):
        give_feedback(article=article, by=member, now=now, helpful=False, comment="Which form?")
        give_feedback(article=article, by=member, now=now, helpful=True, comment="Found it.")
    assert told("unhelpful") == ["manager2"]
    assert list(ArticleFeedback.objects.votes()) == [{"version__number": 1, "yes": 1, "no": 0}]


def test_participants_neither_write_feedback_themselves_nor_read_that_of_others(
    published: ArticleVersion, member: User, outsider: User, now: datetime
) -> None:
    give_feedback(article=published.article, by=member, now=now, helpful=True, comment="Mine")
    with wall.inside(outsider.acting_for):
        assert not ArticleFeedback.objects.exists()
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        ArticleFeedback.objects.update(helpful=False)
    for model in (ArticleUse, QuizQuestion, QuizAttempt):
        assert not model.objects.visible_to(member).exists()
        with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
            list(model.objects.all())


def test_nothing_is_said_of_what_one_may_not_read(
    draft: ArticleVersion, member: User, senior: User, now: datetime
) -> None:
    for person in (member, senior):
        with pytest.raises(Refused, match=NOT_THERE):
            give_feedback(article=draft.article, by=person, now=now, helpful=True)


# -- uses ----------------------------------------------------------------------------------------


def test_a_letter_with_an_article_counts_as_a_use(
    published: ArticleVersion, manager: User, lantern: object, now: datetime
) -> None:
    article = published.article
    given = {"article": article, "participant": lantern.participant, "contacts": [lantern.contact], "by": manager}
    letter = send_article(**given, text=opening(article.title, "", article.ref), now=now)
    assert f"/library/{article.ref}/" in letter.text
    assert record_use(article=article, in_answer=letter, by=manager, now=now).answer_ref == letter.ref
    assert Article.objects.get(pk=article.pk).uses == ArticleUse.objects.count() == 1
    with pytest.raises(Refused, match="address"):
        send_article(**given, text="Look it up yourself.", now=now)


def test_drafts_and_what_is_the_staffs_own_are_not_sent(
    draft: ArticleVersion, lantern: object, manager: User, colleague: User, senior: User, now: datetime
) -> None:
    text = opening("x", "", draft.article.ref)
    given = {"participant": lantern.participant, "contacts": [lantern.contact], "by": manager, "now": now}
    with pytest.raises(Refused, match="published"), transaction.atomic():
        send_article(article=draft.article, text=text, **given)
    procedure = procedure_with_quiz(owner=colleague, reviewer=senior, now=now)
    with pytest.raises(Refused, match="staff only"):
        send_article(article=procedure, text=opening("x", "", procedure.ref), **given)


# -- quizzes -------------------------------------------------------------------------------------


@pytest.fixture
def procedure(colleague: User, senior: User, now: datetime) -> Article:
    return procedure_with_quiz(owner=colleague, reviewer=senior, now=now)


def ticked(version: ArticleVersion, right: int) -> dict[str, list[int]]:
    """Answers of which the first `right` are right."""
    return {row.ref: row.right if place < right else [] for place, row in enumerate(version.questions.all())}


def test_the_server_grades_and_keeps_each_attempt(procedure: Article, manager: User, now: datetime) -> None:
    version = procedure.versions.get()
    failed = take_quiz(version=version, answers=ticked(version, 1), by=manager, now=now)
    passed = take_quiz(version=version, answers=ticked(version, 2), by=manager, now=now)
    assert (failed.percent, failed.passed, passed.percent, passed.passed) == (50, False, 100, True)
    assert QuizAttempt.objects.count() == 2


def test_results_are_seen_by_the_person_the_mentor_and_supervisors(
    procedure: Article, manager: User, senior: User, colleague: User, supervisor: User, now: datetime
) -> None:
    version = procedure.versions.get()
    attempt = take_quiz(version=version, answers=ticked(version, 2), by=manager, now=now)
    Mentoring.objects.create(mentor=senior, colleague=manager, starts_on="2020-01-01")
    for person, sees in ((manager, True), (senior, True), (supervisor, True), (colleague, False)):
        assert QuizAttempt.objects.visible_to(person).filter(pk=attempt.pk).exists() is sees
    assert [(one.person, one.attempt) for one in standings(senior, version)] == [(manager, attempt)]
    assert [(one.person, one.attempt) for one in standings(supervisor, version)] == [(manager, attempt)]
    assert standings(colleague, version) == []


def test_a_new_version_begins_with_the_quiz_and_takes_the_old_ones_place(
    procedure: Article, colleague: User, senior: User, manager: User, now: datetime
) -> None:
    old = procedure.versions.get()
    new = begin_version(article=procedure, by=colleague, now=now)
    assert [row.text for row in new.questions.all()] == [asked.text for asked in QUIZ]
    with pytest.raises(Refused, match=OTHER_VERSION):
        take_quiz(version=new, answers={}, by=manager, now=now)
    write_quiz(version=new, revision=1, questions=[], by=colleague, now=now)
    submit_for_review(version=new, by=colleague, now=now)
    with pytest.raises(Refused, match="changed since"):
        approve_version(version=new, revision=1, by=senior, now=now)
    approve_version(version=new, revision=2, by=senior, now=now)
    with pytest.raises(Refused, match=OTHER_VERSION):
        take_quiz(version=old, answers={}, by=manager, now=now)
    with pytest.raises(Refused, match=NO_QUIZ):
        take_quiz(version=new, answers={}, by=manager, now=now)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked("", ["a", "b"], [0]), "Question 1: say what"),
        (Asked("Who?", ["a"], [0]), "2 to 8 choices"),
        (Asked("Who?", ["a", "a"], [0]), "say the same"),
        (Asked("Who?", ["a", "b"], []), "at least one"),
        (Asked("Who?", ["a", "b"], [2]), "at least one"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    asked: Asked, why: str, procedure: Article, colleague: User, now: datetime
) -> None:
    version = begin_version(article=procedure, by=colleague, now=now)
    with pytest.raises(Refused, match=why):
        write_quiz(version=version, revision=1, questions=[asked], by=colleague, now=now)


def test_a_quiz_is_changed_only_in_a_draft_by_its_writers(
    procedure: Article, draft: ArticleVersion, colleague: User, manager: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="Only procedures"):
        write_quiz(version=draft, revision=1, questions=QUIZ, by=colleague, now=now)
    with pytest.raises(Refused, match="changes with the text"):
        write_quiz(version=procedure.versions.get(), revision=2, questions=[], by=colleague, now=now)
    version = begin_version(article=procedure, by=colleague, now=now)
    with pytest.raises(NotPermitted):
        write_quiz(version=version, revision=1, questions=[], by=manager, now=now)


# -- the starter articles ------------------------------------------------------------------------


def test_starter_articles_need_an_owner_and_come_once(supervisor: User, now: datetime) -> None:
    User.objects.filter(pk=supervisor.pk).update(is_active=False)
    assert load_articles(now=now) == 0
    User.objects.filter(pk=supervisor.pk).update(is_active=True)
    number = load_articles(now=now)
    assert number == Article.objects.published().filter(owner=supervisor).count() >= 12
    assert load_articles(now=now) == 0
    assert not Notification.objects.exists()


def test_a_changed_file_becomes_a_version_until_somebody_writes_one(
    supervisor: User, colleague: User, senior: User, now: datetime
) -> None:
    load_articles(now=now)
    versions = ArticleVersion.objects.filter(article__catalog_code__in=["reach-the-desk", "certificate-audit"])
    versions.update(body="As an older file said it.", text=markdown.to_text("As an older file said it."))
    edited = Article.objects.get(catalog_code="reach-the-desk")
    draft = begin_version(article=edited, by=colleague, now=now)
    text = Text("Our own words", "Ours", "Ours.")
    save_draft(version=draft, revision=1, by=colleague, now=now, text=text)
    assert load_articles(now=now + timedelta(1)) == 1
    audit = Article.objects.get(catalog_code="certificate-audit")
    assert sorted(audit.versions.values_list("number", "state")) == [(1, "superseded"), (2, "published")]
    archive_article(article=audit, by=supervisor, now=now, reason="Ours is better")
    audit.versions.filter(state="published").update(body="Changed")
    assert load_articles(now=now + timedelta(2)) == 0
