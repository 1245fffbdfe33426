"""When a name stands in a text, and when it only looks like one."""

import pytest

from issues.rules.releasing import Names, Passage, duns_in, esi_ids_in, first_word, marks_in, words_in

NAMED = [
    ("Blue Mesa Trading, LLC", "As Blue Mesa Trading asked last week."),
    ("Blue Mesa Trading, LLC", "as blue mesa trading asked last week"),
    ("Blue Mesa Trading, LLC", "BLUE MESA TRADING L.L.C. has the same"),
    ("Blue Mesa Trading, LLC", "Blue  Mesa\nTrading's reads"),
    ("The Yucca Group, L.P.", "Yucca Group wrote"),
    ("Éclair Énergie SA", "l'offre de Eclair Energie SA"),
    ("A&B Power Company", "A & B Power Co. is late"),
    ("Calpine Corporation", "Calpine has it too"),
    ("Direct Energy, LP", "Direct Energy has the same statement"),
    ("Spark Inc.", "Spark, Inc. has the same statement"),
]
NOT_NAMED = [
    ("Blue Mesa Trading, LLC", "a blue mesa and trading hours"),
    ("Calpine Corporation", "mechalpine calpiner"),
    ("Direct Energy, LP", "They buy direct energy from the grid."),
    ("Spark Inc.", "A Spark was seen"),
    ("Just Energy", "it is just energy"),
    ("Energy", "Energy is settled by hour"),
    ("Green Mountain Energy Company", "green mountains of energy"),
    ("LP", "an LP"),
]


@pytest.mark.parametrize(("name", "text"), NAMED)
def test_a_name_is_found_however_it_is_written(name: str, text: str) -> None:
    passage = Passage("the text", text)
    assert first_word(name) in words_in([passage]) or "clair" in first_word(name)
    assert Names(passage).take(name)


@pytest.mark.parametrize(("name", "text"), NOT_NAMED)
def test_common_words_are_no_name(name: str, text: str) -> None:
    assert not Names(Passage("the text", text)).take(name)


def test_a_longer_name_hides_the_shorter_one_within() -> None:
    names = Names(Passage("the text", "Blue Mesa Trading West and Prairie Lantern"))
    names.forget("Blue Mesa Trading West LLC")
    assert not names.take("Blue Mesa Trading LLC")
    assert names.take("Prairie Lantern")
    assert not names.take("Prairie Lantern"), "what was found is read no second time"


def test_marks_are_written_in_capitals_or_stand_in_files() -> None:
    assert {"QMESA", "MESA_UNIT1", "UNIT1"} <= marks_in(Passage("the text", "See QMESA and MESA_UNIT1."))
    assert marks_in(Passage("the text", "the Qmesa, a QSE, ERCOT, 123456789, AB")) == set()
    glued = marks_in(Passage("a name", "statement_mesa_unit1-2026", prose=False))
    assert {"MESA_UNIT1", "MESA", "STATEMENT_MESA_UNIT1-2026"} <= glued
    assert "ESA" not in glued


def test_numbers_are_read_with_and_without_dashes() -> None:
    passage = Passage("the text", "DUNS 22-222-2222, 1234567890123; ESI ID 10443720000000001, $1,000,000,000")
    assert duns_in(passage) == {"222222222", "1234567890123", "123456789"}
    assert "10443720000000001" in esi_ids_in(passage)
    assert duns_in(Passage("the text", "10443720000000001 and x222222222")) == set()
