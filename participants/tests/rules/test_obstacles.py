"""A refusal names the first few items with their sections, and how many more there are."""

from participants.rules.obstacles import Obstacle, named

FORM = Obstacle("COM-04", "Application form", ("16.2",), "In review")
FEE = Obstacle("COM-05", "Application fee", (), "Not started")
OTHERS = [Obstacle(f"COM-{number:02}", "Something", ("1", "2"), "Returned") for number in range(6, 10)]


def test_one_item_is_named_with_title_section_and_state() -> None:
    assert named([FORM]) == "COM-04 (Application form, section 16.2) is in review"
    assert named([FEE]) == "COM-05 (Application fee) is not started"
    assert named(OTHERS[:1]) == "COM-06 (Something, section 1, 2) is returned"


def test_of_many_the_first_three_are_named_and_the_rest_is_counted() -> None:
    told = named([FORM, FEE, *OTHERS])
    assert told.startswith("COM-04 (Application form, section 16.2) is in review; COM-05")
    assert "COM-06" in told
    assert "COM-07" not in told
    assert told.endswith("; and 3 more")


def test_three_are_all_named() -> None:
    assert "more" not in named([FORM, FEE, OTHERS[0]])
