"""The catalog of courses as it is edited: rows, history and refusals."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from participants.tests.factories import MarketRoleFactory
from portal.audit.models import AuditEvent
from portal.documents.models import Document
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import NotPermitted, Refused
from training.actions.advice import advise
from training.actions.courses import add_course, change_course, retire_course
from training.actions.paths import add_path, change_path
from training.actions.versions import add_material, publish_version, remove_material
from training.choices import CourseStatus
from training.models import Course, Material
from training.tests.factories import CourseFactory, CourseVersionFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(coordinator: User, now: datetime) -> dict[str, Any]:
    return {"by": coordinator, "now": now}


def changes_of(verb: str) -> dict[str, list[str]]:
    return AuditEvent.objects.get(verb=f"training.{verb}").changes


def test_a_new_course_has_its_first_version_and_is_not_overwritten(who: dict[str, Any]) -> None:
    before = CourseFactory(code="N101")
    made = add_course(
        code=" wmo-2 ", title=" Wholesale 2 ", formats=["self_paced", "classroom"], outline="All of it",
        prerequisites=[before], **who,
    )  # fmt: skip
    made.refresh_from_db()
    assert (made.code, made.title, made.edited, made.tag) == ("WMO-2", "Wholesale 2", True, "P")
    assert made.formats == ["classroom", "self_paced"]
    assert made.versions.get().outline == "All of it"
    assert list(made.prerequisites.all()) == [before]
    assert changes_of("course.added") == {"title": ["", "Wholesale 2"]}
    with pytest.raises(Refused, match="There is a course WMO-2 already"):
        add_course(code="WMO-2", title="Again", formats=["online"], **who)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"code": "two words"}, "A code has letters"),
        ({"title": "  "}, "needs a title"),
        ({"formats": []}, "at least one format"),
        ({"formats": ["by post"]}, "Formats"),
        ({"hours": Decimal(0)}, "Hours"),
        ({"ceh": Decimal(-1)}, "cannot be negative"),
        ({"passing_percent": 101}, "Percent to pass"),
        ({"source": " "}, "where this is written"),
        ({"title": "A\x00B"}, "cannot be stored"),
    ],
)
def test_what_cannot_be_a_course_is_refused_in_words(who: dict[str, Any], fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        add_course(**{"code": "X1", "title": "A course", "formats": ["online"]} | fields, **who)
    assert not Course.objects.exists()


def test_only_what_differs_changes_and_planned_sessions_keep_their_version(who: dict[str, Any]) -> None:
    session = SessionFactory()
    course = session.course
    change_course(course=course, title=course.title, hours=Decimal(8), need_approval=True, **who)
    course.refresh_from_db()
    session.refresh_from_db()
    assert (course.hours, course.edited) == (8, True)
    assert changes_of("course.changed") == {"hours": ["", "8"], "need_approval": ["False", "True"]}
    assert (session.version.number, session.need_approval) == (1, False)
    change_course(course=course, hours=Decimal("8.00"), **who)
    assert AuditEvent.objects.filter(verb="training.course.changed").count() == 1


def test_prerequisites_in_a_circle_are_refused_with_the_way_round(who: dict[str, Any]) -> None:
    first, second, third = (CourseFactory(code=code) for code in ("A1", "B1", "C1"))
    change_course(course=second, prerequisites=[first], **who)
    change_course(course=third, prerequisites=[second], **who)
    with pytest.raises(Refused, match="A1 needs C1 needs B1 needs A1"):
        change_course(course=first, prerequisites=[third], **who)
    with pytest.raises(Refused, match="A1 needs A1"):
        change_course(course=first, prerequisites=[first], **who)
    assert not first.prerequisites.exists()


def test_a_course_is_retired_with_a_reason_and_comes_back_by_its_status(who: dict[str, Any]) -> None:
    course = CourseFactory()
    with pytest.raises(Refused, match="retire it"):
        change_course(course=course, status=CourseStatus.HISTORIC, **who)
    retire_course(course=course, reason="Replaced by a newer one", **who)
    assert not Course.objects.offered().exists()
    assert AuditEvent.objects.get(verb="training.course.retired").reason == "Replaced by a newer one"
    with pytest.raises(Refused, match="retired already"):
        retire_course(course=course, reason="Again", **who)
    change_course(course=course, status=CourseStatus.ON_DEMAND, **who)
    assert Course.objects.offered().get() == course


def test_cells_of_the_matrix_are_set_and_taken_away(who: dict[str, Any]) -> None:
    course = CourseFactory()
    MarketRoleFactory(code="QSE"), MarketRoleFactory(code="RE")
    advise(course=course, cells={"QSE": "required", "RE": "useful"}, **who)
    advise(course=course, cells={"RE": "", "QSE": "required"}, **who)
    cell = course.recommendations.get()
    assert (cell.role.code, cell.advice, cell.edited) == ("QSE", "required", True)
    latest = AuditEvent.objects.filter(verb="training.course.advised").order_by("-id").first()
    assert latest.changes == {"RE": ["useful", ""]}
    with pytest.raises(Refused, match="no market role XX"):
        advise(course=course, cells={"XX": "useful"}, **who)
    with pytest.raises(Refused, match="is no advice"):
        advise(course=course, cells={"QSE": "please"}, **who)


def test_versions_follow_each_other_and_hold_their_files(who: dict[str, Any]) -> None:
    course = CourseVersionFactory().course
    given = {"course": course, "outline": "All of it", "change": "New exercises", **who}
    with pytest.raises(Refused, match="comes after it"):
        publish_version(**given, effective_from=date(2020, 1, 1))
    with pytest.raises(Refused, match="what is new"):
        publish_version(**given | {"change": " "}, effective_from=date(2027, 1, 1))
    version = publish_version(**given, effective_from=date(2027, 1, 1))
    assert (version.number, version.change) == (2, "New exercises")
    material = add_material(version=version, title="", upload=upload("slides.pdf"), audience="seated", **who)
    assert (material.title, material.document.participant_id) == ("slides.pdf", None)
    with pytest.raises(Refused, match="already"):
        add_material(version=version, title="SLIDES.pdf", upload=upload("slides.pdf"), audience="seated", **who)
    remove_material(material=material, **who)
    with pytest.raises(Refused, match="removed already"):
        remove_material(material=material, **who)
    assert not Material.objects.exists()
    assert Document.objects.count() == 1, "the stored file is kept"


def test_a_path_holds_each_course_once_in_its_order(who: dict[str, Any]) -> None:
    first, second = CourseFactory(code="A1"), CourseFactory(code="B1")
    with pytest.raises(Refused, match="at least one course"):
        add_path(code="new-qse", title="New QSE", steps=[], **who)
    with pytest.raises(Refused, match="A1 stands twice"):
        add_path(code="new-qse", title="New QSE", steps=[(first, False), (first, True)], **who)
    path = add_path(code="new-qse", title="New QSE", steps=[(first, False), (second, True)], **who)
    change_path(path=path, steps=[(second, False), (first, True)], role=MarketRoleFactory(code="QSE"), **who)
    assert [(step.course.code, step.optional) for step in path.steps.all()] == [("B1", False), ("A1", True)]
    assert changes_of("path.changed")["courses"] == ["A1, B1 (optional)", "B1, A1 (optional)"]
    change_path(path=path, title="New QSE", steps=[(second, False), (first, True)], **who)
    assert AuditEvent.objects.filter(verb="training.path.changed").count() == 1


def test_only_who_runs_the_training_writes_any_of_it(manager: User, now: datetime) -> None:
    version = CourseVersionFactory()
    course, who = version.course, {"by": manager, "now": now}
    for act in (
        lambda: add_course(code="X1", title="X", formats=["online"], **who),
        lambda: change_course(course=course, title="Other", **who),
        lambda: retire_course(course=course, reason="So", **who),
        lambda: advise(course=course, cells={}, **who),
        lambda: publish_version(course=course, outline="", change="x", effective_from=date(2027, 1, 1), **who),
        lambda: add_material(version=version, title="x", upload=upload("a.pdf"), audience="learners", **who),
        lambda: add_path(code="P1", title="P", steps=[(course, False)], **who),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert not AuditEvent.objects.exists()
