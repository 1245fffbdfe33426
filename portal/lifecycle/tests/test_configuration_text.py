"""A configuration file is read as plain values, and nothing in it exhausts the reader."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from portal.lifecycle import configuration_text as text
from portal.lifecycle.refusals import Refused

CENTRAL = timezone(timedelta(hours=-6))
BOMB = "a: &a [1, 2]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (Decimal("2.50"), "2.5"),
        (Decimal("3.0"), 3),
        (0.1, "0.1"),
        (date(2027, 2, 28), "2027-02-28"),
        (datetime(2027, 2, 28, 18, tzinfo=CENTRAL), "2027-03-01T00:00:00+00:00"),
        ({1: (Decimal(1),)}, {"1": [1]}),
    ],
)
def test_values_are_plain(value: object, expected: object) -> None:
    assert text.plain(value) == expected


def test_what_is_written_reads_back_the_same() -> None:
    rows = {"X": {"text": "two\nlines: yes\n", "code": "0127", "flag": False, "at": datetime(2027, 1, 1, tzinfo=UTC)}}
    written = text.dump({"section": rows}, site="https://portal.example")
    assert text.load(written) == text.plain({"section": rows})
    assert "  X:\n" in written
    assert "two\n" in written


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (BOMB, "References within the file"),
        ("[" * 5000, "deep"),
        ("a: [1", "line 2"),
        ("- 1\n- 2\n", "begins with the names of sections"),
        ("", "begins with the names of sections"),
        ("1: {}\n", "begins with the names of sections"),
        ("a: !!python/object/apply:os.system [ls]\n", "cannot be read"),
        ("a: 2027-13-45\n", "cannot be read"),
        ("a: \x00\n", "cannot be read"),
        ("x" * (text.LARGEST + 1), "too large"),
    ],
)
def test_a_hostile_file_is_refused_in_words(source: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        text.load(source)
