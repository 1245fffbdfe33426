"""When the next review of a plan is due, and what stands on its agenda."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from participants.rules.plan_reviews import MOST_OF_A_KIND, agenda, months_later, new_facts, next_review, standing

STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 9, 15), 3, date(2026, 12, 15)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_a_later_month_has_the_same_day_or_its_last(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@pytest.mark.parametrize(
    ("last", "today", "expected"),
    [
        (None, date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 4, 3), date(2026, 4, 10), date(2026, 7, 3)),
        (None, date(2026, 9, 1), date(2026, 9, 8)),
        (date(2026, 11, 20), date(2026, 11, 21), ENDS),
    ],
)
def test_the_next_review_is_a_quarter_later_and_within_the_plan(last: date | None, today: date, expected: date) -> None:
    assert next_review(STARTS, ENDS, last, today) == expected


def aim(**told: object) -> SimpleNamespace:
    plain = {"measure": "Returns", "unit": "", "baseline": None, "target": None, "latest": None, "latest_on": None,
             "percent": None}  # fmt: skip
    return SimpleNamespace(**plain | told)


def test_where_an_objective_stands_in_words() -> None:
    assert standing(aim(measure="")) == ""
    assert standing(aim(unit="a quarter")) == "Returns (a quarter), not measured yet"
    measured = {"target": Decimal("0"), "baseline": Decimal("4.00"), "latest": Decimal("2.50"), "percent": 37}
    assert standing(aim(**measured, latest_on=STARTS)) == "Returns: 4 to 0, now 2.5 (37 %), Jan 1, 2026"


def line(text: str, ref: str = "", urgent: bool = False) -> dict[str, object]:
    return {"text": text, "ref": ref, "day": "", "urgent": urgent}


def test_new_facts_are_those_that_neither_plan_nor_earlier_agendas_named() -> None:
    known = [{"key": "owed", "title": "Owed", "lines": [line("A", "OB-1"), line("late", "OB-2", True)]}]
    owed = [line("A", "OB-1"), line("late", "OB-2", True), line("B", "OB-3"), line("C", "OB-4")]
    gaps = {"key": "gaps", "title": "Gaps", "lines": [line("one"), line("two")]}
    found = [{"key": "owed", "title": "Owed", "lines": owed}, gaps]
    points = new_facts(known, found, ["OB-4"])
    assert [point.text for point in points] == ["Owed: late", "Owed: B", "Gaps: one; two"]


def test_an_agenda_is_bounded_and_ends_with_what_else_there_is() -> None:
    late = {"state": "open", "late": True, "due_on": STARTS, "get_side_display": lambda: "Operator", "shared": False}
    tasks = [SimpleNamespace(title=f"Task {number}", ref=f"PT-{number}", **late) for number in range(12)]
    points = agenda(tasks=tasks, objectives=[], risks=[], actions=(3, 1))
    assert points[0].text == "Action items of the last review: 1 of 3 done"
    assert points[1] == points[1].__class__("Overdue since Jan 1, 2026: Task 0 (operator)", "PT-0", False)
    assert len(points) == 1 + MOST_OF_A_KIND + 2
    assert (points[-2].text, points[-2].shared) == ("2 more overdue tasks", False)
    assert points[-1].text == "What else either side brings"
