"""Courses that need others first."""

import pytest

from training.rules.prerequisites import circle, in_words, missing

NEEDS = {"SET301": {"N101", "WM201"}, "WM201": {"N101"}, "WMO-RT": {"WMO-OV"}}


@pytest.mark.parametrize(
    ("code", "needs", "way"),
    [
        ("SET301", NEEDS, []),
        ("N101", NEEDS | {"N101": {"N101"}}, ["N101", "N101"]),
        ("N101", NEEDS | {"N101": {"WM201"}}, ["N101", "WM201", "N101"]),
        ("N101", {"N101": {"SET301"}, "SET301": {"WM201"}, "WM201": {"N101"}}, ["N101", "SET301", "WM201", "N101"]),
        ("A", {"A": {"B"}, "B": {"C"}, "C": {"B"}}, []),
        ("A", {"A": {"B", "C"}, "B": {"D"}, "C": {"A"}, "D": {"A"}}, ["A", "C", "A"]),
    ],
)
def test_a_circle_is_named_by_its_shortest_way_round(code: str, needs: dict[str, set[str]], way: list[str]) -> None:
    assert circle(code, needs) == way


def test_a_circle_reads_as_a_sentence() -> None:
    assert in_words(["N101", "WM201", "N101"]) == "N101 needs WM201 needs N101"


def test_a_path_tells_what_does_not_come_before() -> None:
    assert missing(["N101", "WM201", "SET301"], NEEDS) == []
    assert missing(["SET301", "N101"], NEEDS) == [("SET301", "N101"), ("SET301", "WM201")]
