import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participants.rules import duns


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("007924772", "007924772"),
        ("1039940674000", "1039940674000"),
        (" 00-792-4772 ", "007924772"),
        ("00\u00a0792\u00a04772", "007924772"),
        ("'007924772", "007924772"),
        ("\u2019007924772", "007924772"),
        ("00\u2011792\u20134772", "007924772"),
        ("\uff10\uff10\uff17\uff19\uff12\uff14\uff17\uff17\uff12", "007924772"),
        ("\ufeff007924772\u200b", "007924772"),
        ("007924772\n", "007924772"),
    ],
)
def test_what_people_type_between_the_digits_goes(typed, stored):
    assert duns.normalize(typed) == stored
    assert duns.validate(typed) == stored


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "is missing"),
        (" - ", "is missing"),
        ("12345", "has 5 digits; it must have 9 or 13."),
        ("7924772", "If a spreadsheet dropped its leading zeros, write 007924772."),
        ("582138934100", "write 0582138934100."),
        ("12345678901234", "has 14 digits"),
        ("90000O172", "only digits"),
        ("1.03994E+12", "only digits"),
        ("12345678\u00b2", "only digits"),  # a superscript is a digit to Python, but not to us
        ("\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669", "only digits"),
        ("=A1", "only digits"),
    ],
)
def test_what_is_no_duns_number_is_refused_with_the_reason(typed, words):
    with pytest.raises(duns.InvalidDuns, match=re.escape(words)):
        duns.validate(typed)


@pytest.mark.parametrize("text", ["007924772\n", "12345678", "1234567890", "", "00792477a", "\uff10" * 9])
def test_only_the_stored_form_is_valid(text):
    assert not duns.is_valid(text)


@pytest.mark.parametrize(
    ("number", "stored"),
    [
        (7924772.0, "007924772"),
        (957877905, "957877905"),
        (123456, "000123456"),
        (1039940674000.0, "1039940674000"),
        (582138934100.0, "0582138934100"),
        (1234567890, "0001234567890"),
    ],
)
def test_a_number_gets_the_zeros_back_a_spreadsheet_dropped(number, stored):
    assert duns.from_number(number) == stored


@pytest.mark.parametrize("number", [0, -7924772, 7924772.5, 12345, 1e20, 12345678901234, float("nan"), float("inf")])
def test_an_ambiguous_number_is_refused(number):
    with pytest.raises(duns.InvalidDuns):
        duns.from_number(number)


def test_registrations_of_one_company_share_the_base():
    assert duns.base("1039940674000") == duns.base("103994067") == "103994067"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_normalizing_twice_changes_nothing_and_only_valid_numbers_pass(text):
    once = duns.normalize(text)
    assert duns.normalize(once) == once
    if duns.is_valid(once):
        assert duns.validate(text) == once
    else:
        with pytest.raises(duns.InvalidDuns, match=r"\.\Z"):
            duns.validate(text)


@settings(deadline=None)
@given(st.from_regex(r"[1-9][0-9]{5,8}|[1-9][0-9]{9,12}", fullmatch=True))
def test_a_number_cell_and_its_text_agree(digits):
    assert int(duns.from_number(float(digits))) == int(digits)
    assert duns.is_valid(duns.from_number(int(digits)))
