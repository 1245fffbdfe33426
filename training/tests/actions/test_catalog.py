"""The courses as they are shipped: every row with source, status and tag; loaded without overwriting."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.actions.catalog import FILE as ROLES
from participants.actions.catalog import load_roles
from participants.choices import SourceTag
from portal.lifecycle import catalogs
from portal.lifecycle.catalogs import read_rows
from training.actions.catalog import COURSES, PATHS, advice_of, load_courses, load_paths, steps_of
from training.choices import CourseStatus, Format
from training.models import Course, CourseVersion, LearningPath, LearningStep, Recommendation

COMMITTED = Path(__file__).with_name("courses.txt")


def test_codes_states_tags_and_sources_are_those_committed() -> None:
    """Whoever changes a row says so here too: code | status | tag | source."""
    shipped = [f"{row['code']} | {row['status']} | {row['tag']} | {row['source']}" for row in read_rows(COURSES)]
    assert shipped == COMMITTED.read_text(encoding="utf-8").splitlines()
    assert len(shipped) == len({line.split(" | ")[0] for line in shipped}) == 36


def test_every_course_names_known_roles_formats_and_prerequisites() -> None:
    roles = {row["code"] for row in read_rows(ROLES)}
    rows = {row["code"]: row for row in read_rows(COURSES)}
    for code, row in rows.items():
        assert set(advice_of(row)) <= roles, code
        assert row["formats"], code
        assert set(row["formats"]) <= set(Format.values), code
        assert set(row.get("prerequisites", [])) <= set(rows), code
        assert row["status"] in CourseStatus.values, code
        assert row["tag"] in SourceTag.values, code
        assert row["audience"], code
        assert row["description"].endswith("."), code


def test_a_series_of_twelve_modules_is_outlined() -> None:
    rows = {row["code"]: row for row in read_rows(COURSES)}
    modules = rows["MTK"]["outline"].splitlines()
    assert [line.split(".")[0] for line in modules] == [str(number) for number in range(1, 13)]


def test_paths_lead_from_prerequisites_to_what_needs_them() -> None:
    needs = {row["code"]: set(row.get("prerequisites", [])) for row in read_rows(COURSES)}
    roles = {row["code"] for row in read_rows(ROLES)}
    for path in read_rows(PATHS):
        assert path["role"] in roles, path["code"]
        taken: set[str] = set()
        for code, optional in steps_of(path):
            assert code not in taken, path["code"]
            assert optional or needs[code] <= taken, f"{path['code']}: {code}"
            taken.add(code)


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_asks_little(now: datetime) -> None:
    load_roles(now=now)
    assert (load_courses(now=now), load_paths(now=now)) == (36, 8)
    with CaptureQueriesContext(connection) as asked:
        assert (load_courses(now=now), load_paths(now=now)) == (0, 0)
    assert len(asked) <= 12
    assert CourseVersion.objects.count() == 36
    assert [course.code for course in Course.objects.all()] == [row["code"] for row in read_rows(COURSES)]
    settlements = Course.objects.get(code="SET301")
    assert {course.code for course in settlements.prerequisites.all()} == {"N101", "WM201"}
    assert Course.objects.get(code="WMO-RT").hours == Decimal("8.5")
    assert {"courses", "learning paths"} <= set(catalogs.load_all(now=now))


@pytest.mark.django_db
def test_a_corrected_course_keeps_its_advice_and_others_come_back(now: datetime) -> None:
    load_roles(now=now)
    load_courses(now=now)
    load_paths(now=now)
    Recommendation.objects.filter(course__code__in=["N101", "R101"]).delete()
    Course.objects.filter(code="N101").update(title="Ours", edited=True)
    Course.objects.filter(code="R101").update(title="Lost")
    LearningStep.objects.filter(path__code__in=["NEW-RE", "TO-DESK"]).delete()
    LearningPath.objects.filter(code="NEW-RE").update(edited=True)

    assert (load_courses(now=now), load_paths(now=now)) == (1, 1)

    assert Course.objects.get(code="N101").title == "Ours"
    assert not Recommendation.objects.filter(course__code="N101").exists()
    assert Recommendation.objects.filter(course__code="R101").count() == 3
    assert not LearningStep.objects.filter(path__code="NEW-RE").exists()
    assert LearningStep.objects.filter(path__code="TO-DESK").count() == 6
