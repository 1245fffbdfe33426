"""Sections in texts, how they lie in each other, and words without names."""

import pytest

from issues.rules import guidance as rules
from training.rules.citations import Cited


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("See Section 16.12 and 16.12.1.", ["16.12", "16.12.1"]),
        ("Protocol Section 16.2.1(2)(a) applies, and NOG 3.2 as well", ["16.2.1(2)(a)", "NOG 3.2"]),
        ("§ 9.14.4 of the Nodal Protocols; Planning Guide, section 5.3", ["9.14.4", "PG 5.3"]),
        ("16.12.1 says so", ["16.12.1"]),
        ("It cost 16.12 dollars, 2.5 MW on 12.11.2026, from 10.0.0.1/8, v2.3.4", []),
        ("Sections 3.10.7.5 or 3.10.7.6", ["3.10.7.5", "3.10.7.6"]),
        ("Section 16.12 and section 16.12", ["16.12"]),
        ("", []),
    ],
)
def test_sections_are_found_in_what_people_write(text: str, sections: list[str]) -> None:
    assert [one.words for one in rules.recognised(text)] == sections


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        (("NP", "16.12"), ("NP", "16.12.1"), True),
        (("NP", "16.12.1(2)(a)"), ("NP", "16.12"), True),
        (("NP", "16.12"), ("NP", "16.12"), True),
        (("NP", "16.1"), ("NP", "16.12"), False),
        (("NP", "16.12.1"), ("NP", "16.12.2"), False),
        (("NP", "3.2"), ("NOG", "3.2"), False),
        (("NP", "16"), ("NP", "16A.1"), False),
    ],
)
def test_a_section_is_held_against_what_lies_in_it_and_what_it_lies_in(
    one: tuple[str, str], other: tuple[str, str], related: bool
) -> None:
    assert rules.related(Cited(*one), Cited(*other)) is related
    assert rules.related(Cited(*other), Cited(*one)) is related
    assert (rules.path(Cited(*one)) in rules.above(rules.path(Cited(*other)))) is (
        related and len(one[1]) <= len(other[1])
    )


def test_only_the_paragraphs_on_the_section_are_kept_and_no_name_stands_in_them() -> None:
    text = "Dear Pat,\n\nunder Section 16.12.1 Prairie\nLantern Energy files twice.\n\nNOG 3.2 is another matter."
    safe = rules.nameless(text, ["Prairie Lantern Energy", "Pat Lind", "", "ACE", "123456789"])
    assert rules.wording_on(Cited("NP", "16.12"), safe) == "under Section 16.12.1 [the participant] files twice."
    assert rules.wording_on(Cited("NP", "5.1"), "No section here.") == "No section here."
    assert rules.nameless("DUNS 123-45 6789, 1234567890", ["123456789"]) == "DUNS [the participant], 1234567890"
    assert rules.holds("Well:\n  It is\ntwo days. Bye", "it is two days.")
    assert not rules.holds("two", " ")
    assert rules.agreement(3, 1) == 75
    assert rules.agreement(0, 0) is None
