"""The pages of the catalog of courses: previews, files behind the wall, recommendations, and what each page costs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants.choices import MembershipKind
from participants.models import MarketRole
from participants.tests.factories import ContactFactory, MarketRoleFactory
from participants.tests.views.test_budgets import statements
from portal.documents.tests.files import upload
from portal.scoping import wall
from portal.testing import member_of
from training.actions.versions import add_material
from training.choices import Advice
from training.models import Course, LearningPath, Material, Recommendation
from training.tests.factories import CourseFactory, CourseVersionFactory, EnrollmentFactory, SessionFactory
from training.tests.outcome_factories import CertificateFactory

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]

BUDGETS = {
    "course-list": 8,
    "course-detail": 16,
    "advice-matrix": 8,
    "path-list": 6,
    "path-detail": 8,
    "my-course-list": 20,
    "my-course": 26,
}


def form_of(course: Course, **changes: Any) -> dict[str, Any]:
    """What the form of a course sends as it stands."""
    sent = {
        "title": course.title, "formats": course.formats, "status": course.status, "passing_percent": 70, "ceh": "0",
        "source": course.source, "tag": course.tag,
    }  # fmt: skip
    return sent | changes


def test_a_change_is_looked_at_before_it_is_saved(signed_in: SignedIn, coordinator: User) -> None:
    session = SessionFactory(starts_at=timezone.now() + timedelta(days=9))
    EnrollmentFactory(session=session)
    course, client = session.course, signed_in(coordinator)
    url = reverse("training:course-change", args=[course.code])
    sent = form_of(course, title="Another title", tested="on")

    page = client.post(url, sent).content.decode()
    assert "1 session ahead with 1 person keeps the version" in page
    assert 'name="tested" value="True"' in page
    assert Course.objects.get().title == course.title, "the preview saves nothing"

    assert client.post(url, sent | {"edit": "1"}).status_code == 200
    assert client.post(url, sent | {"save": "1"}).status_code == 302
    course.refresh_from_db()
    assert (course.title, course.tested) == ("Another title", True)


def test_a_circle_is_told_in_the_preview_which_then_cannot_be_saved(signed_in: SignedIn, coordinator: User) -> None:
    first, second = CourseFactory(code="A1"), CourseFactory(code="B1")
    second.prerequisites.add(first)
    url = reverse("training:course-change", args=["A1"])
    sent = form_of(first, prerequisites=["B1"])
    page = signed_in(coordinator).post(url, sent).content.decode()
    assert "A1 needs B1 needs A1" in page
    assert "Save the change" not in page
    assert signed_in(coordinator).post(url, sent | {"save": "1"}).status_code == 422


def test_a_file_is_previewed_and_then_written(signed_in: SignedIn, coordinator: User) -> None:
    client, url = signed_in(coordinator), reverse("training:course-import")
    text = "code,title,formats,description\nNEW-1,First,online,“Quotes”\n"
    page = client.post(url, {"file": upload("courses.csv", text.encode())})
    assert "A new course" in page.content.decode()
    assert not Course.objects.exists()
    content = page.context["form"].initial["content"]
    assert client.post(url, {"content": content, "save": "1"}).status_code == 302
    assert Course.objects.get().description == "“Quotes”"
    assert client.post(url, {}).status_code == 422


def test_a_path_is_written_in_the_order_of_its_places(signed_in: SignedIn, coordinator: User) -> None:
    CourseFactory(code="A1"), CourseFactory(code="B1")
    rows = {"steps-TOTAL_FORMS": 3, "steps-INITIAL_FORMS": 0}
    rows |= {"steps-0-position": 2, "steps-0-course": "A1", "steps-1-position": 1, "steps-1-course": "B1"}
    rows |= {"steps-2-position": 3, "steps-2-course": ""}
    sent = {"code": "new-x", "title": "New X", **rows}
    assert signed_in(coordinator).post(reverse("training:path-add"), sent).status_code == 302
    assert [step.course.code for step in LearningPath.objects.get().steps.all()] == ["B1", "A1"]


def test_materials_reach_whom_they_are_for_and_nobody_else(
    signed_in: SignedIn, coordinator: User, lantern: SimpleNamespace, now: datetime
) -> None:
    version = CourseVersionFactory()
    who = {"by": coordinator, "now": now}
    files = {
        audience: add_material(
            version=version, title=audience, upload=upload(f"{audience}.pdf"), audience=audience, **who
        )
        for audience in ("learners", "seated", "instructors")
    }
    member = member_of(lantern.participant, "Mia Member", "analyst@prairielantern.example")
    seated = member_of(lantern.participant, "Sia Seated", "sia@prairielantern.example")
    session = SessionFactory(course=version.course, version=version)
    contact = ContactFactory(participant=lantern.participant, user=seated)
    EnrollmentFactory(session=session, contact=contact)

    def answers(person: User) -> dict[str, int]:
        urls = {
            name: reverse("my-course-material", args=[version.course.code, row.document.ref])
            for name, row in files.items()
        }
        return {name: signed_in(person).get(url).status_code for name, url in urls.items()}

    assert answers(member) == {"learners": 200, "seated": 404, "instructors": 404}
    assert answers(seated) == {"learners": 200, "seated": 200, "instructors": 404}
    with wall.inside(member.acting_for):
        assert [row.title for row in Material.objects.select_related("document")] == ["learners"]


def test_what_is_advised_to_the_own_company_comes_first(
    signed_in: SignedIn, lantern: SimpleNamespace, now: datetime
) -> None:
    held = MarketRole.objects.get(pk=lantern.qse.role_id)
    below, other = MarketRoleFactory(code="QSE-X", parent=held), MarketRoleFactory(code="IMRE")
    for code, role in (("SURE", held), ("MAYBE", below), ("OTHER", other)):
        Recommendation.objects.create(course=CourseFactory(code=code), role=role, advice=Advice.RECOMMENDED)
    CourseFactory(code="OLD", status="historic")
    member = member_of(lantern.participant, "Mia Member", "analyst@prairielantern.example")
    page = signed_in(member).get(reverse("my-course-list"))
    sections = {key: [course.code for course in courses] for key, _, courses in page.context["sections"]}
    assert sections == {"yours": ["SURE"], "maybe": ["MAYBE"], "others": ["OTHER"]}


def more(count: int, by: User) -> None:
    """Courses with everything on them, around the one that is looked at."""
    course = CourseFactory(code="C-MAIN")
    path = LearningPath.objects.get_or_create(code="P-MAIN", title="Main", source="tests", tag="P")[0]
    for number in range(path.steps.count(), path.steps.count() + count):
        other = CourseFactory(code=f"C-{number}")
        path.steps.create(course=other, position=number + 1)
        course.prerequisites.add(other)
        other.prerequisites.add(CourseFactory(code=f"D-{number}"))
        Recommendation.objects.create(course=other, role=MarketRoleFactory(code=f"R{number}"), advice="useful")
        Recommendation.objects.create(course=course, role=MarketRoleFactory(code=f"R{number}"), advice="useful")
        for each in (course, other):
            SessionFactory(course=each, starts_at=timezone.now() + timedelta(days=9 + number))
        version = CourseVersionFactory(course=course)
        add_material(
            version=version, title=f"File {number}", upload=upload(f"{number}.pdf"), audience="learners",
            by=by, now=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("page", BUDGETS)
def test_a_page_costs_the_same_for_2_rows_and_for_20(
    signed_in: SignedIn, coordinator: User, lantern: SimpleNamespace, page: str
) -> None:
    member = member_of(lantern.participant, "Mia Member", "analyst@prairielantern.example")
    code = {"course-detail": ["C-MAIN"], "my-course": ["C-MAIN"], "path-detail": ["P-MAIN"]}.get(page, [])
    mine = page.startswith("my-")
    url = reverse(page if mine else f"training:{page}", args=code)
    client = signed_in(member if mine else coordinator)
    more(2, coordinator)
    few = statements(client, url)
    assert len(few) <= BUDGETS[page], "\n".join(few)
    more(18, coordinator)
    many = statements(client, url)
    assert len(many) == len(few), "\n".join(many)


def test_progress_is_ones_own_and_for_administrators_the_companys(
    signed_in: SignedIn, lantern: SimpleNamespace, now: datetime
) -> None:
    done, ahead = CourseFactory(code="DONE"), SessionFactory(starts_at=timezone.now() + timedelta(days=9))
    member = member_of(lantern.participant, "Mia Member", "analyst@prairielantern.example")
    admin = member_of(lantern.participant, "Ana Admin", "admin@prairielantern.example", MembershipKind.ADMIN)
    contact = ContactFactory(participant=lantern.participant, user=member)
    CertificateFactory(contact=contact, course=done)
    EnrollmentFactory(session=ahead, contact=contact)

    def found(person: User) -> dict[int, tuple[bool, str, int]]:
        page = signed_in(person).get(reverse("my-course-list"))
        rows = [course for _, _, courses in page.context["sections"] for course in courses]
        return {one.pk: (one.progress.completed, one.progress.enrollment, one.progress.colleagues) for one in rows}

    assert found(member) == {done.pk: (True, "", 0), ahead.course_id: (False, "seated", 0)}
    assert found(admin) == {done.pk: (False, "", 1), ahead.course_id: (False, "", 0)}
