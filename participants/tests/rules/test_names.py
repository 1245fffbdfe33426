import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participants.rules import names


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ACME POWER LLC", "Acme Power, L.L.C."),
        ("Acme Power L. L. C.", "acme power limited liability company"),
        ("Acme Inc", "ACME INCORPORATED (QSE)"),
        ("Acme Corp.", "Acme Corporation"),
        ("Smith & Sons Co.", "SMITH AND SONS COMPANY"),
        ("The Amber Basin LP", "Amber Basin Limited Partnership"),
        ("Pecan\u2019s Wind", "PECANS WIND"),
        ("Café Solar", "CAFE SOLAR"),
        ("Rio Electric Co-op", "Rio Electric Cooperative"),
    ],
)
def test_spellings_of_one_name_compare_equal(first, second):
    assert names.comparable(first) == names.comparable(second)
    assert names.likeness(first, second) == names.SAME


@pytest.mark.parametrize(
    ("first", "second"), [("Acme Power LLC", "Acme Power"), ("Acme Power LLC", "Acme Power Inc."), ("X Co LP", "X")]
)
def test_names_differing_in_the_legal_form_alone_are_nearly_the_same(first, second):
    assert names.likeness(first, second) == names.SAME_STEM


def test_a_bracket_that_is_no_role_counts():
    assert names.comparable("Acme (Texas) LLC") == "acme texas llc"
    assert names.likeness("Acme (Texas) LLC", "Acme LLC") < names.SAME_STEM


def test_likeness_orders_as_a_person_would():
    close = names.likeness("Prairie Lantern Energy LLC", "Prairie Lantern Power LLC")
    far = names.likeness("Prairie Lantern Energy LLC", "Blue Mesa Transmission Inc.")
    assert 0 < far < 0.5 < close <= names.MOST_WHEN_DIFFERENT


def test_nothing_is_like_nothing():
    assert names.likeness("", "") == 0.0
    assert names.likeness("!!!", "Acme") == 0.0


def test_a_name_made_of_legal_forms_keeps_its_words():
    assert names.stem("Company LLC") == "co llc"


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_bounded(first, second):
    assert names.likeness(first, second) == names.likeness(second, first)
    assert 0.0 <= names.likeness(first, second) <= 1.0


@settings(deadline=None)
@given(st.text(max_size=60))
def test_comparing_is_stable_under_case_and_outer_blanks(name):
    assert names.comparable(f"  {name} ") == names.comparable(name)
