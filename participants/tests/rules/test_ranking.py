"""Why a line of the worklist stands where it does: the points of the rule, and the same ones from the database."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection

from participants.choices import Turn
from participants.rules.ranking import Inputs, reasons, score
from participants.worklist_score import SCORE

TODAY = date(2026, 11, 18)


def at(days: int | None = None, turn: str = Turn.OURS, **more: object) -> Inputs:
    return Inputs(None if days is None else TODAY + timedelta(days), turn, **more)


def test_what_is_later_weighs_more_up_to_a_point() -> None:
    assert score(at(-3), TODAY) > score(at(-1), TODAY) > score(at(0), TODAY) > score(at(1), TODAY) > score(at(7), TODAY)
    assert score(at(8), TODAY) == score(at(80), TODAY) == score(at(), TODAY)
    assert score(at(-20), TODAY) == score(at(-200), TODAY)


def test_a_missed_promise_of_a_severe_issue_comes_before_everything_of_no_issue() -> None:
    missed = score(at(0, missed=True, severity=1), TODAY)
    assert missed > score(at(-200), TODAY) > score(at(quiet_days=900), TODAY)
    assert score(at(severity=1), TODAY) > score(at(severity=2), TODAY) > score(at(severity=4), TODAY)


def test_what_rests_with_the_participant_stands_behind_what_is_ours() -> None:
    ours, colleagues, theirs = (score(at(3, turn, severity=2), TODAY) for turn in Turn.values)
    assert ours > colleagues > theirs


def test_the_reasons_are_words_that_add_up() -> None:
    told = reasons(at(-2, missed=True, severity=1), TODAY)
    assert [one.words for one in told] == [
        "A promised time was missed",
        "Critical severity",
        "2 days overdue",
        "The next step is yours",
    ]
    assert [one.words for one in reasons(at(1, Turn.PARTICIPANT), TODAY)] == [
        "Due tomorrow",
        "It rests with the participant",
    ]
    assert "Not in touch for 63 days" in [one.words for one in reasons(at(quiet_days=63), TODAY)]


@pytest.mark.django_db
def test_the_database_adds_up_the_same_points() -> None:
    days = (None, -400, -21, -20, -1, 0, 1, 7, 8, 90)
    cases = [
        at(day, turn, missed=missed, severity=severity, quiet_days=quiet)
        for day, turn, missed, severity, quiet in product(
            days, Turn.values, (False, True), (None, 1, 2, 3, 4), (None, 31, 81)
        )
    ]
    rows = ", ".join(["(%s::date, %s::text, %s, %s::integer, %s::integer, %s::date)"] * len(cases))
    values = [
        value for one in cases for value in (one.due_on, one.turn, one.missed, one.severity, one.quiet_days, TODAY)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {SCORE} FROM (VALUES {rows}) lines (due_on, turn, missed, severity, quiet_days, today)", values
        )
        found = [row[0] for row in cursor.fetchall()]
    assert found == [score(one, TODAY) for one in cases]
