"""A refusal names the first few items with their sections, and how many more there are."""

from participants.rules.obstacles import Obstacle, in_the_way

FORM = Obstacle("COM-04", "Application form", "is still in review", ("16.2",))
FEE = Obstacle("COM-05", "Application fee", "is not started")
OTHERS = [Obstacle(f"COM-{number:02}", "Something", "was returned", ("1", "2")) for number in range(6, 10)]


def test_one_item_is_named_with_title_state_and_section() -> None:
    assert in_the_way([FORM]) == "COM-04 (Application form) is still in review, section 16.2."


def test_without_a_section_of_its_own_the_section_of_the_role_is_named() -> None:
    assert in_the_way([FEE], role_section="16.3") == "COM-05 (Application fee) is not started, section 16.3."
    assert in_the_way([FEE]) == "COM-05 (Application fee) is not started."


def test_several_sections_are_all_named() -> None:
    assert in_the_way(OTHERS[:1]) == "COM-06 (Something) was returned, sections 1, 2."


def test_of_many_the_first_three_are_named_and_the_rest_is_counted() -> None:
    told = in_the_way([FORM, FEE, *OTHERS])
    assert told.startswith("COM-04 (Application form) is still in review, section 16.2; COM-05")
    assert "COM-06" in told
    assert "COM-07" not in told
    assert told.endswith("; and 3 more.")


def test_three_are_all_named() -> None:
    assert "more" not in in_the_way([FORM, FEE, OTHERS[0]])
