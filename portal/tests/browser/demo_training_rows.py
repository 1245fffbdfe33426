"""The demo's rows of training that addresses name, under the names the access matrix calls them by."""

from datetime import datetime
from typing import Any, Final

from accounts.models import User
from portal.documents.tests.files import upload
from portal.scoping.today import market_day
from training.actions.articles import begin_version
from training.actions.versions import add_material, publish_version
from training.models import (
    Article,
    Certificate,
    Course,
    Enrollment,
    LearningPath,
    QuizAttempt,
    TestResult,
    TrainingEvidence,
    TrainingNeed,
)

QUIZZES = ("verify-a-caller", "open-a-checklist")
ANALYST: Final = "analyst@prairielantern.example"


def training_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    need = TrainingNeed.objects.filter(state="closed").latest("changed_at")
    return {"training_need": need} | _of_the_library(now) | _of_courses(people, now) | _of_sessions()


def _of_sessions() -> dict[str, Any]:
    """A full session in which the analyst waits, one that was held and certified, one to say something about."""
    own = Enrollment.objects.filter(contact__user__email=ANALYST).select_related("session__course", "contact")
    by_course = {row.session.course.code: row for row in own}
    waits, passed, sat = by_course["WMO-RT"], by_course["N101"], by_course["R101"]
    return {
        "session": waits.session,
        "enrollment": waits,
        "seat": sat,
        "learner": passed.contact,
        "result_session": passed.session,
        "certificate": Certificate.objects.get(enrollment=passed),
        "test_result": TestResult.objects.filter(enrollment__session=passed.session, passed=False).latest("pk"),
        "proof": TrainingEvidence.objects.in_use().earliest("pk"),
    }


def _of_the_library(now: datetime) -> dict[str, Any]:
    """One that was published twice, a draft, one that waits for its review, and one for its day; procedures."""
    procedure, drafted = (Article.objects.get(catalog_code=f"procedure-{name}") for name in QUIZZES)
    begin_version(article=drafted, by=User.objects.get(email="supervisor@iso.example"), now=now)
    found = {article.state: article for article in Article.objects.exclude(state="published").order_by("-title")}
    return {
        "article": Article.objects.filter(versions__state="superseded").earliest("pk"),
        "draft_article": found["draft"],
        "waiting_article": found["in_review"],
        "scheduled_article": found["scheduled"],
        "procedure": procedure,
        "drafted_procedure": drafted,
        "quiz_attempt": QuizAttempt.objects.earliest("pk"),
    }


def _of_courses(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """A course of the catalog with an outline, what is new and a file, and a learning path."""
    who = {"by": people["training"], "now": now}
    course = Course.objects.get(code="WMO-RT")
    news = {"outline": "Morning: the hour\nAfternoon: exercises", "change": "A part on storage."}
    version = publish_version(course=course, effective_from=market_day(now), **news, **who)
    material = add_material(version=version, title="Slides", upload=upload("slides.pdf"), audience="learners", **who)
    return {
        "course": course,
        "course_document": material.document,
        "learning_path": LearningPath.objects.get(code="NEW-QSE-R"),
    }
