"""Editing items on plain values: order, removal, changes brought onto what somebody else published; faults, effects."""

from dataclasses import replace
from datetime import date

import pytest

from participants.rules.requirements import Ask, Dependency, Item
from participants.rules.requirements.drafting import (
    NoSuchItem,
    brought_back,
    carried_over,
    moved,
    removed,
    replaced,
)
from participants.rules.requirements.effects import affected_roles, faults
from participants.rules.requirements.storing import from_json, to_json
from participants.tests.rules.requiring import ABOVE, block, item, span, whole

A, B, C, D = (item(code) for code in "ABCD")


def codes(items: tuple[Item, ...]) -> str:
    return "".join(one.code for one in items)


@pytest.mark.parametrize(
    ("code", "direction", "after"),
    [("B", "up", "BAC"), ("B", "down", "ACB"), ("A", "up", "ABC"), ("C", "down", "ABC"), ("C", "up", "ACB")],
)
def test_an_item_goes_one_place_at_a_time(code: str, direction: str, after: str) -> None:
    assert codes(moved((A, B, C), code, direction)) == after


def test_an_item_is_replaced_removed_and_brought_back_to_its_place() -> None:
    other = replace(B, title="Another")
    assert replaced((A, B, C), other) == (A, other, C)
    assert removed((A, B, C), "B") == (A, C)
    assert brought_back((A, C), (A, B, C), "B") == (A, B, C)
    assert brought_back((C, D), (A, B, C), "B") == (B, C, D)
    assert brought_back((B, D), (A, B, C), "B") == (B, D)


@pytest.mark.parametrize("step", [lambda: moved((A,), "B", "up"), lambda: removed((A,), "B")])
def test_what_is_not_there_is_told(step: object) -> None:
    with pytest.raises(NoSuchItem):
        step()


def renamed(one: Item, title: str) -> Item:
    return replace(one, title=title)


@pytest.mark.parametrize(
    ("base", "mine", "present", "result"),
    [
        # Each changed another item: both changes stay.
        ((A, B), (renamed(A, "x"), B), (A, renamed(B, "y")), (renamed(A, "x"), renamed(B, "y"))),
        # Both changed the same: the draft's stays.
        ((A, B), (renamed(A, "x"), B), (renamed(A, "y"), B), (renamed(A, "x"), B)),
        # They dropped what the draft left alone; the draft dropped what they changed.
        ((A, B, C), (A, B, C), (A, C), (A, C)),
        ((A, B, C), (A, C), (A, renamed(B, "y"), C), (A, C)),
        # They dropped what the draft changed.
        ((A, B), (A, renamed(B, "x")), (A,), (A, renamed(B, "x"))),
        # Both added one.
        ((A,), (A, B), (A, C), (A, B, C)),
        # The draft's order where it has one of its own, else theirs.
        ((A, B), (B, A), (A, B, C), (B, C, A)),
        ((A, B), (A, B), (B, A), (B, A)),
    ],
)
def test_changes_are_brought_onto_what_was_published_meanwhile(
    base: tuple, mine: tuple, present: tuple, result: tuple
) -> None:
    assert carried_over(base, mine, present) == result


def test_items_survive_being_kept_as_plain_data() -> None:
    one = item(
        "A", ABOVE, span("R-1", "R-4", "R-2"), whole("COM"), Dependency("all_mandatory"), "B",
        form_codes=("23-A",), sections=("16.2",), asks=(Ask("duns", "DUNS", "duns", True, "duns"),), reusable=True,
        effective_from=date(2027, 3, 1), flight="run",
    )  # fmt: skip
    assert from_json(to_json(one)) == one


def test_every_unknown_code_is_told_and_then_the_path_of_a_circle() -> None:
    lost = [block("X", item("X-1", "Y-9", whole("Z")), item("X-2", span("X-1", "Y-1"))), block("Y", item("Y-1", "X-7"))]
    assert faults(lost, "Y") == [
        "Y-1 waits for “X-7”, which is not there.",
        "X-1 waits for “Y-9”, which is not there.",
        "X-1 waits for “Z”, which is not there.",
        "X-2 waits for “Y-1”, which is not there.",
    ]
    around = [block("X", item("X-1", "X-2"), item("X-2", "Y-1")), block("Y", item("Y-1", "X-1"))]
    assert faults(around, "X") == ["These wait for one another: X-1 → X-2 → Y-1 → X-1."]
    assert faults([block("X", item("X-1"))], "X") == []


def test_roles_feel_what_is_asked_of_them() -> None:
    common = block("COM", item("COM-1"), common=True)
    retail = block("REP", item("REP-1"), item("REP-2", "REP-1"), roles="REP")
    opting = block("OPT", item("OPT-1", span("REP-1", "REP-2")), roles="OPT")
    plant = block("RE", item("RE-1"), roles="RE")
    before = [common, retail, opting, plant]
    changed = replace(retail, items=(retail.items[0], replace(retail.items[1], evidence="another")))
    assert affected_roles(before, [common, changed, opting, plant]) == ["OPT", "REP"]
    more = replace(common, items=(*common.items, item("COM-2")))
    assert affected_roles(before, [more, retail, opting, plant]) == ["OPT", "RE", "REP"]
    assert affected_roles(before, before) == []
