"""What is filled in, what is missing, and what means nothing."""

import pytest

from issues.rules.saved_replies import VARIABLES, filled, gaps, missing, unknown


def test_places_are_filled_and_gaps_are_told() -> None:
    text = "Dear {{ person }}, {{issue}} of {{ operating_day }}."
    values = {"person": "Mia *Member*", "issue": "IS-2026-00042", "operating_day": ""}
    assert filled(text, values) == r"Dear Mia \*Member\*, IS-2026-00042 of [the operating day]."
    assert missing(text, values) == ["operating_day"]
    assert gaps(filled(text, values)) == ["the operating day"]
    assert not gaps(filled("Dear {{ person }}", values))


def test_a_value_is_never_read_as_a_place_or_a_link() -> None:
    told = filled("{{ title }}", {"title": "[a](https://evil.example) {{ me }} <b>"})
    assert told == r"\[a\](https://evil.example) {{ me }} \<b\>"


@pytest.mark.parametrize("text", ["{{ duns }}", "{{ participant.duns }}", "{{ }}", "{% if a %}", "{{ person", "a }}"])
def test_unknown_places_are_named(text: str) -> None:
    assert unknown(text)


def test_known_places_pass() -> None:
    assert not unknown(" ".join(f"{{{{ {name} }}}} and {{{{{name}}}}}" for name in VARIABLES))
