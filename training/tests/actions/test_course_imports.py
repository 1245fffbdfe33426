"""Courses from a file: the preview tells, and all rows are written or none."""

from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from participants.tests.factories import MarketRoleFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from training.actions.course_imports import import_courses, preview_courses
from training.models import Course
from training.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db

HEAD = "code,title,formats,hours,prerequisites,recommended,tested\n"
GOOD = HEAD + "NEW-2,Second,online;classroom,8,NEW-1,QSE,yes\nNEW-1,First,self_paced,,,,\nOLD,,,4,,,\nSAME,Same,,,,,\n"


@pytest.fixture
def who(coordinator: User, now: datetime) -> dict[str, Any]:
    MarketRoleFactory(code="QSE")
    CourseFactory(code="OLD", title="Old"), CourseFactory(code="SAME", title="Same")
    return {"by": coordinator, "now": now}


def test_preview_tells_what_the_import_then_does(who: dict[str, Any]) -> None:
    told = preview_courses(data=GOOD.encode(), **who)
    assert [(row.code, row.outcome, row.changed) for row in told.rows] == [
        ("NEW-2", "new", ["prerequisites", "advice"]),
        ("NEW-1", "new", []),
        ("OLD", "changed", ["hours"]),
        ("SAME", "unchanged", []),
    ]
    assert Course.objects.count() == 2
    assert not AuditEvent.objects.exists()

    assert import_courses(data=GOOD.encode(), **who).counts == told.counts

    second = Course.objects.get(code="NEW-2")
    assert (second.formats, second.hours, second.tested) == (["classroom", "online"], 8, True)
    assert [course.code for course in second.prerequisites.all()] == ["NEW-1"]
    assert second.recommendations.get().role.code == "QSE"
    assert AuditEvent.objects.filter(verb="training.course.imported").count() == 3
    assert preview_courses(data=GOOD.encode(), **who).counts == {"unchanged": 4}


def test_one_refused_row_keeps_all_from_being_written(who: dict[str, Any]) -> None:
    bad = GOOD + "NEW-3,,online,,,,\nNEW-4,Four,by post,,,,\nNEW-5,Five,online,,GONE,,\n"
    bad += "OLD,Twice,,,,,\nNEW-6,Six,online,x,,,\n"
    told = preview_courses(data=bad.encode(), **who)
    reasons = {row.code: row.reason for row in told.rows if row.outcome == "refused" and row.code != "OLD"}
    assert "title" in reasons["NEW-3"]
    assert "by post" in reasons["NEW-4"]
    assert reasons["NEW-5"] == "There is no course GONE to be taken before."
    assert "not a number" in reasons["NEW-6"]
    assert [row.reason for row in told.rows if row.code == "OLD"] == ["", "The course OLD already stands in row 4."]
    with pytest.raises(Refused, match="Nothing was written. Row 6: "):
        import_courses(data=bad.encode(), **who)
    assert Course.objects.count() == 2
    assert not AuditEvent.objects.exists()


def test_a_circle_between_rows_is_refused_with_its_way_round(who: dict[str, Any]) -> None:
    rows = HEAD + "A1,A,online,,B1,,\nB1,B,online,,A1,,\n"
    told = preview_courses(data=rows.encode(), **who)
    assert [row.outcome for row in told.rows] == ["new", "refused"]
    assert "B1 needs A1 needs B1" in told.rows[1].reason


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b"title\nx\n", "code"), (b"code\n", "no rows"), (b"x" * 600_000, "500 kB")]
)
def test_what_is_no_file_of_courses_is_refused_whole(who: dict[str, Any], data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        preview_courses(data=data, **who)


def test_only_who_runs_the_training_imports(who: dict[str, Any], manager: User, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        preview_courses(data=GOOD.encode(), by=manager, now=now)
    with pytest.raises(NotPermitted):
        import_courses(data=GOOD.encode(), by=manager, now=now)
