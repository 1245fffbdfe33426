"""Whose turn it is and what is due next, in tables."""

from datetime import date
from typing import Any

import pytest

from participants.rules.pipeline import Item, standing

TODAY = date(2026, 11, 18)


def item(code: str, state: str = "not_started", **told: Any) -> Item:
    given = {"title": f"Title of {code}", "due_on": None, "waits_for": (), "reviewers": ("REG",)} | told
    return Item(code=code, state=state, **given)


@pytest.mark.parametrize(
    ("items", "turns"),
    [
        ([], ["Account manager to open the checklist"]),
        ([item("A", "accepted"), item("B", "waived")], ["Account manager to take the next step"]),
        ([item("A"), item("B", "returned"), item("C", "at_risk")], ["Participant, 3 items"]),
        (
            [item("A", "submitted"), item("B", "in_review", reviewers=("LEG", "REG"))],
            ["LEG or REG, 1 item", "REG, 1 item"],
        ),
        ([item("A", "submitted"), item("B"), item("C")], ["Participant, 2 items", "REG, 1 item"]),
        # What waits for something open is nobody's turn yet.
        ([item("A", "in_review"), item("B", waits_for=("A",))], ["REG, 1 item"]),
        ([item("A", "accepted"), item("B", waits_for=("A",))], ["Participant, 1 item"]),
        # An item can't wait for itself; were it so, the participant would still be told.
        ([item("A", waits_for=("A",))], ["Participant, 1 item"]),
    ],
)
def test_whose_turn_it_is(items: list[Item], turns: list[str]) -> None:
    assert [turn.in_words for turn in standing(items, TODAY).turns] == turns


def test_progress_and_the_next_day_with_its_reason() -> None:
    told = standing(
        [
            item("A", "accepted", due_on=date(2026, 11, 1)),
            item("B", due_on=date(2026, 11, 17)),
            item("C", "submitted", due_on=date(2026, 11, 18)),
            item("D", due_on=None),
        ],
        TODAY,
    )
    assert (told.wanted, told.settled, told.overdue) == (4, 1, 1)
    assert (told.due_on, told.why) == (date(2026, 11, 17), "B Title of B")


def test_without_dates_nothing_is_due_or_late() -> None:
    told = standing([item("A")], TODAY)
    assert (told.due_on, told.why, told.overdue) == (None, "", 0)
