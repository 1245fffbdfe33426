"""Days, dependencies, segments and templates of account plans, without a database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from participants.actions.reference_catalogs import CATALOGS
from participants.rules.plan_days import TaskTerm, clock_rule, due, require_within
from participants.rules.plan_segments import segments_of
from participants.rules.plan_tasks import require_no_circle, waiting_for
from participants.rules.plan_templates import check, day_of
from portal.calendars.deadlines import FixedDay
from portal.calendars.targets import Target
from portal.calendars.tests.almanac import ALWAYS
from portal.calendars.tests.almanac import BH_HOLIDAYS as BH
from portal.lifecycle.refusals import Refused

NOV_20 = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("calendar", "term", "day", "because"),
    [
        (BH, {"due_on": NOV_20}, NOV_20, ""),
        (BH, {"due_on": date(2026, 11, 26)}, date(2026, 11, 30), "Thanksgiving"),
        (BH, {"begins_on": NOV_20, "days": 1}, date(2026, 11, 23), ""),
        (BH, {"begins_on": date(2026, 11, 21), "days": 1}, date(2026, 11, 23), ""),
        (BH, {"begins_on": date(2026, 11, 25), "days": 2}, date(2026, 12, 1), "do not count"),
        (ALWAYS, {"begins_on": NOV_20, "days": 7}, date(2026, 11, 27), ""),
        (ALWAYS, {"begins_on": date(2026, 10, 31), "days": 1}, date(2026, 11, 1), ""),
        (ALWAYS, {"due_on": date(2026, 11, 26)}, date(2026, 11, 26), ""),
    ],
)
def test_a_day_follows_from_the_day_kind(calendar, term, day, because) -> None:
    found = due(calendar, TaskTerm(**term))
    assert found.day == day
    assert because in found.because
    assert bool(because) == bool(found.because)


@pytest.mark.parametrize(
    "term", [{}, {"due_on": NOV_20, "days": 1}, {"days": 3}, {"begins_on": NOV_20, "days": 0}, {"begins_on": NOV_20}]
)
def test_half_a_term_is_refused(term) -> None:
    with pytest.raises(Refused):
        TaskTerm(**term)


def test_a_clock_counts_from_a_day_that_has_come_and_keeps_the_day_otherwise() -> None:
    now = datetime(2026, 11, 20, 15, tzinfo=UTC)
    counted, since = clock_rule("ercot-business", TaskTerm(begins_on=date(2026, 11, 16), days=5), BH, now)
    assert (counted, since) == (Target(5, "day", due_time="close"), BH.midnight(date(2026, 11, 16).toordinal()))
    assert BH.midnight(NOV_20.toordinal()) < now
    later, since = clock_rule("ercot-business", TaskTerm(begins_on=date(2026, 12, 1), days=5), BH, now)
    assert (later, since) == (FixedDay(date(2026, 12, 8), "close", "next"), now)
    assert clock_rule("always", TaskTerm(NOV_20), ALWAYS, now)[0] == FixedDay(NOV_20, "end_of_day", "next")


def test_a_day_lies_within_what_anybody_plans() -> None:
    require_within(NOV_20, NOV_20)
    for day, words in ((date(2026, 11, 19), "before the plan"), (date(2032, 1, 1), "five years")):
        with pytest.raises(Refused, match=words):
            require_within(day, NOV_20)


def test_a_circle_is_refused_with_its_path() -> None:
    titles = {1: "Plan", 2: "Build", 3: "Test", 4: "Elsewhere"}
    require_no_circle([(2, 1), (3, 2), (3, 1), (4, 3)], titles)
    with pytest.raises(Refused, match="“Plan” → “Test” → “Build” → “Plan”"):
        require_no_circle([(1, 3), (2, 1), (3, 2), (4, 3)], titles)


def test_an_open_task_waits_for_the_open_ones_before_it() -> None:
    def task(pk: int, state: str = "open") -> SimpleNamespace:
        return SimpleNamespace(pk=pk, state=state, due_on=date(2026, 12, 30 - pk))

    tasks = [task(1), task(2), task(3, "done"), task(4, "dropped"), task(5)]
    waits = waiting_for(tasks, [(5, 1), (5, 2), (5, 3), (2, 4), (3, 1), (4, 9)])
    assert {key: [one.pk for one in rows] for key, rows in waits.items()} == {5: [2, 1]}


def test_segments_follow_from_roles() -> None:
    assert segments_of(["TDSP", "LSE-NOIE", "QSE-L", "IMRE"]) == ["public", "wires", "trading"]
    assert segments_of(["LSE", "TDSP"]) == ["public", "wires"]
    assert segments_of(["LSE"]) == ["retail"]
    assert segments_of([]) == []


def test_a_day_of_the_year_is_the_first_such_day_of_the_plan() -> None:
    assert day_of({"by": "06-01"}, date(2026, 7, 30)) == date(2027, 6, 1)
    assert day_of({"by": "12-01"}, date(2026, 12, 1)) == date(2026, 12, 1)
    assert day_of({"days": 10}, date(2026, 12, 1)) is None


def test_the_shipped_templates_can_become_plans() -> None:
    templates = next(catalog for catalog in CATALOGS if catalog.name == "plan templates")
    for row in templates.defaults().values():
        check(row["content"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"wishes": []}, "no list"),
        ({"objectives": [{"name": "x"}]}, "Unknown"),
        ({"risks": [{"title": " "}]}, "has a title"),
        ({"risks": [{"title": "A", "impact": "huge"}]}, "low, medium or high"),
        ({"tasks": [{"key": "a", "title": "A"}]}, "number of days"),
        ({"tasks": [{"title": "A", "days": 3}]}, "has a key"),
        ({"tasks": [{"key": "a", "title": "A", "by": "02-30"}]}, "number of days"),
        ({"milestones": [{"title": "A", "days": 3, "by": "05-01"}]}, "number of days"),
        ({"tasks": [{"key": "a", "title": "A", "days": 3, "objective": "o"}]}, "names the objective"),
        ({"tasks": [{"key": "a", "title": "A", "days": 3, "after": ["b"]}]}, "comes after"),
        (
            {
                "tasks": [
                    {"key": "a", "title": "A", "days": 3, "after": ["b"]},
                    {"key": "b", "title": "B", "days": 3, "after": ["a"]},
                ]
            },
            "“A” → “B” → “A”",
        ),
    ],
)
def test_a_template_that_could_not_become_lines_is_refused(content, words) -> None:
    with pytest.raises(Refused, match=words):
        check(content)
