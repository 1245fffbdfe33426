"""What the address of the queue is taken for."""

from datetime import date

from issues.rules.numbers import references
from issues.rules.queue_filters import wanted


def test_several_values_and_the_opposite() -> None:
    found = wanted({"severity": ["1", "2"], "not_state": ["waiting"], "owner": ["me", "US-AB12CD34"]})
    assert found.values == {"severity": ("1", "2"), "not_state": ("waiting",), "owner": ("me", "US-AB12CD34")}
    assert found.pairs() == [
        ("severity", "1"),
        ("severity", "2"),
        ("not_state", "waiting"),
        ("owner", "me"),
        ("owner", "US-AB12CD34"),
    ]


def test_a_form_turns_a_group_round() -> None:
    assert wanted({"area": ["retail"], "turn": ["area"]}).values == {"not_area": ("retail",)}
    assert wanted({"number": ["7"], "turn": ["number"]}).values == {"number": ("7",)}


def test_what_is_no_value_is_left_out() -> None:
    given = {
        "severity": ["9", "1"],
        "state": ["gone"],
        "owner": ["'; --"],
        "day_from": ["soon"],
        "day_until": ["2026-03-01"],
    }
    found = wanted(given | {"day_until": ["2026-03-01"]})
    assert found.values == {"severity": ("1",)}
    assert (found.day_from, found.day_until) == (None, date(2026, 3, 1))
    assert not wanted({"q": ["  \x00 "], "view": ["open"]})


def test_what_a_number_may_mean() -> None:
    assert references("42", 2026)[:2] == ["IS-2026-00042", "IS-2025-00042"]
    assert references("2026-42", 2027) == references("is-2026-00042", 2027) == ["IS-2026-00042"]
    assert references("meter", 2026) == references("0", 2026) == references("MT-42", 2026) == []
