"""Which item waits for which, what a role needs, and what is refused."""

import pytest

from participants.rules.requirements import (
    Block,
    Circle,
    Dependency,
    UnknownCode,
    blocks_of_role,
    checklist,
    require_sound,
    resolve,
)
from participants.tests.rules.requiring import ABOVE, MANDATORY, block, item, span, whole

COMMON = block("COM", item("COM-1"), item("COM-2", "COM-1", mandatory=False), item("COM-9", MANDATORY), common=True)
REP = block("REP", item("REP-1"), item("REP-2", "REP-1"), item("REP-3", "REP-2"), item("REP-4", ABOVE), roles="REP")


@pytest.mark.parametrize(
    ("blocks", "code", "before"),
    [
        ([COMMON], "COM-1", ""),
        ([COMMON], "COM-2", "COM-1"),
        ([COMMON], "COM-9", "COM-1"),
        ([REP], "REP-4", "REP-1 REP-2 REP-3"),
        ([block("X", item("X-1", ABOVE))], "X-1", ""),
        ([block("X", item("X-1", ABOVE), item("X-2", ABOVE), item("X-3"))], "X-2", "X-1"),
        ([block("X", item("X-1", MANDATORY), item("X-2"), item("X-3", mandatory=False))], "X-1", "X-2"),
        ([REP, block("X", item("X-1", whole("REP")))], "X-1", "REP-1 REP-2 REP-3 REP-4"),
        ([COMMON, block("X", item("X-1", whole("COM")))], "X-1", "COM-1 COM-9"),
        ([REP, block("X", item("X-1", span("REP-2", "REP-4", "REP-3")))], "X-1", "REP-2 REP-4"),
        ([REP, block("X", item("X-0"), item("X-1", "X-0", span("REP-1", "REP-1")))], "X-1", "X-0 REP-1"),
    ],
)  # fmt: skip
def test_dependencies_stand_for_codes(blocks: list[Block], code: str, before: str) -> None:
    assert resolve(blocks)[code] == frozenset(before.split())


@pytest.mark.parametrize(
    ("dependency", "unknown"),
    [
        (Dependency("item", code="NO-1"), "NO-1"),
        (Dependency("item", code="REP"), "REP"),
        (whole("NO"), "NO"),
        (span("NO-1", "REP-4"), "NO-1"),
        (span("REP-1", "NO-4"), "NO-4"),
        (span("REP-3", "REP-1"), "REP-1"),
        (span("REP-1", "X-1"), "X-1"),
        (span("REP-1", "REP-2", "REP-4"), "REP-4"),
    ],
)
def test_a_code_that_is_not_there_is_named(dependency: Dependency, unknown: str) -> None:
    with pytest.raises(UnknownCode, match="X-1 waits for") as refusal:
        resolve([REP, block("X", item("X-1", dependency))])
    assert refusal.value.code == unknown


@pytest.mark.parametrize(
    ("blocks", "path"),
    [
        ([block("X", item("X-1", "X-1"))], "X-1 X-1"),
        ([block("X", item("X-1"), item("X-3", "X-4"), item("X-4", "X-3"))], "X-3 X-4 X-3"),
        ([block("X", item("X-1", "X-2"), item("X-2", "X-3"), item("X-3", "X-1"))], "X-1 X-2 X-3 X-1"),
        ([block("X", item("X-1", "X-2"), item("X-2", ABOVE))], "X-1 X-2 X-1"),
        ([block("X", item("X-1", MANDATORY), item("X-2", MANDATORY))], "X-1 X-2 X-1"),
        ([block("X", item("X-1", whole("Y"))), block("Y", item("Y-1", "X-1"))], "X-1 Y-1 X-1"),
        ([block("X", item("X-1", whole("X")))], "X-1 X-1"),
        ([block("X", item("X-1", span("Y-1", "Y-2"))), block("Y", item("Y-1"), item("Y-2", "X-1"))], "X-1 Y-2 X-1"),
    ],
)
def test_a_circle_is_refused_with_its_path(blocks: list[Block], path: str) -> None:
    with pytest.raises(Circle) as refusal:
        resolve(blocks)
    assert refusal.value.path == tuple(path.split())
    assert " → ".join(path.split()) in str(refusal.value)


def test_the_common_block_comes_first_whatever_the_order() -> None:
    assert blocks_of_role([REP, COMMON], "REP") == [COMMON, REP]
    assert blocks_of_role([REP, COMMON], "RE") == [COMMON]


def test_a_range_brings_items_of_a_block_the_role_does_not_need() -> None:
    opting = block("OPT", item("OPT-1"), item("OPT-2", "OPT-1", span("REP-2", "REP-4", "REP-3")), roles="OPT")
    asked = checklist([COMMON, REP, opting], "OPT")
    assert list(asked.items) == ["COM-1", "COM-2", "COM-9", "OPT-1", "OPT-2", "REP-2", "REP-4"]
    assert asked.before["REP-2"] == {"OPT-1"}
    assert asked.before["REP-4"] == {"OPT-1", "REP-2"}
    assert asked.before["OPT-2"] == {"OPT-1", "REP-2", "REP-4"}
    assert asked.order.index("OPT-1") < asked.order.index("REP-2") < asked.order.index("OPT-2")


def test_what_is_not_asked_holds_nothing_up() -> None:
    other = block("X", item("X-1", "REP-1", "COM-1"), roles="X")
    assert checklist([COMMON, REP, other], "X").before["X-1"] == {"COM-1"}


def test_a_circle_that_only_one_role_gets_is_found() -> None:
    opting = block("OPT", item("OPT-1", "REP-2"), item("OPT-2", "OPT-1", span("REP-1", "REP-2")), roles="OPT")
    resolve([COMMON, REP, opting])
    with pytest.raises(Circle):
        require_sound([COMMON, REP, opting])


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "item", "code": "X-1"},
        {"kind": "all_above"},
        {"kind": "all_mandatory"},
        {"kind": "block", "code": "X"},
        {"kind": "range", "first": "X-1", "last": "X-3", "except": ["X-2"]},
        {"kind": "range", "first": "X-1", "last": "X-3"},
    ],
)
def test_dependencies_are_stored_as_they_were(value: dict) -> None:
    assert Dependency.from_json(value).to_json() == value


@pytest.mark.parametrize(
    "value",
    [
        None,
        "X-1",
        {},
        {"kind": "later"},
        {"kind": ["item"]},
        {"kind": "item"},
        {"kind": "item", "code": ""},
        {"kind": "item", "code": 7},
        {"kind": "item", "code": "X-1", "first": "X-1"},
        {"kind": "all_above", "code": "X-1"},
        {"kind": "item", "code": "X-1", "except": []},
        {"kind": "range", "first": "X-1"},
        {"kind": "range", "first": "X-1", "last": "X-2", "except": "X-3"},
        {"kind": "range", "first": "X-1", "last": "X-2", "except": [3]},
    ],
)
def test_anything_else_is_no_dependency(value: object) -> None:
    with pytest.raises(ValueError, match="dependency"):
        Dependency.from_json(value)
