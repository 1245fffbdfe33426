"""The catalog of courses in the API: read by everybody, written through the same actions as the pages."""

import base64
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from participants.tests.factories import MarketRoleFactory
from portal.documents.tests.files import PDF
from portal.tests.api_calls import patch, post
from training.course_search import find_courses, find_paths
from training.models import Course, LearningPath
from training.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(signed_in: Callable[[User], Client], coordinator: User) -> Client:
    return signed_in(coordinator)


def test_a_course_is_added_changed_and_told_about(trainer: Client) -> None:
    MarketRoleFactory(code="QSE")
    CourseFactory(code="N101")
    body = {"code": "WM-2", "title": "Wholesale", "formats": ["online"], "prerequisites": ["N101"], "outline": "All"}
    made = post(trainer, "courses/", **body)
    assert made.status_code == 201, made.content
    assert (made.json()["prerequisites"], made.json()["versions"][0]["outline"]) == (["N101"], "All")

    assert patch(trainer, "courses/WM-2/", hours="8.5").json()["hours"] == "8.50"
    advised = post(trainer, "courses/WM-2/advise/", cells={"QSE": "required"}).json()
    assert advised["advice"] == [{"role": "QSE", "advice": "required"}]
    version = {"outline": "More", "change": "Exercises", "effective_from": "2030-01-01"}
    assert [one["number"] for one in post(trainer, "courses/WM-2/publish-version/", **version).json()["versions"]] == [
        2,
        1,
    ]
    file = {"name": "slides.pdf", "content": base64.b64encode(PDF).decode()}
    assert post(trainer, "courses/WM-2/add-material/", file=file, audience="learners").status_code == 200
    assert post(trainer, "courses/WM-2/retire/", reason="Over").json()["status"] == "historic"

    circle = patch(trainer, "courses/N101/", prerequisites=["WM-2"])
    assert circle.status_code == 409, circle.content
    assert "N101 needs WM-2 needs N101" in circle.content.decode()


def test_lists_are_narrowed_by_role_and_format(trainer: Client) -> None:
    role, above = MarketRoleFactory(code="SQSE"), MarketRoleFactory(code="QSE")
    role.parent = above
    role.save()
    advised = CourseFactory(code="A1", formats=["self_paced"])
    advised.recommendations.create(role=above, advice="useful")
    CourseFactory(code="B1")

    def codes(query: str) -> list[str]:
        return [row["code"] for row in trainer.get(f"/api/v1/courses/?{query}").json()["results"]]

    assert codes("role=SQSE") == codes("taught=self_paced") == ["A1"]
    assert codes("taught=classroom") == ["B1"]
    assert codes("role=NOBODY") == []


def test_a_learning_path_keeps_the_order_it_is_given(trainer: Client) -> None:
    CourseFactory(code="A1"), CourseFactory(code="B1")
    steps = [{"course": "B1"}, {"course": "A1", "optional": True}]
    made = post(trainer, "learning-paths/", code="new-x", title="New X", steps=steps)
    assert made.status_code == 201, made.content
    assert made.json()["steps"] == [{"course": "B1", "optional": False}, {"course": "A1", "optional": True}]
    changed = patch(trainer, "learning-paths/NEW-X/", steps=steps[::-1])
    assert [step["course"] for step in changed.json()["steps"]] == ["A1", "B1"]
    assert patch(trainer, "learning-paths/NEW-X/", steps=[{"optional": True}]).status_code == 400


def test_search_finds_by_code_and_title_and_what_is_offered_first(coordinator: User) -> None:
    CourseFactory(code="OLD-1", title="Market basics", status="historic", order=1)
    CourseFactory(code="NEW-1", title="Market basics today", order=2)
    LearningPath.objects.create(code="LP-1", title="Into the market", source="tests", tag="P")
    assert [hit.title for hit in find_courses(coordinator, "market", 5)] == ["Market basics today", "Market basics"]
    assert [hit.url for hit in find_courses(coordinator, "old-1", 5)] == [
        Course.objects.get(code="OLD-1").get_absolute_url()
    ]
    assert [hit.title for hit in find_paths(coordinator, "market", 5)] == ["Into the market"]
