"""Which letter may be issued when; and that the items named by rules are items of the catalog."""

from itertools import product
from pathlib import Path

import pytest
import yaml

from participants.choices import LetterKind, RegistrationStatus
from participants.rules.obstacles import Obstacle
from participants.rules.official_letters import ISSUED_IN, NO_CHECKLIST, NOTHING_OPEN, WHEN, refusal
from participants.rules.registration_items import LETTER_ITEMS, REGISTRATION_PART

S = RegistrationStatus
FORM = Obstacle("COM-04", "Application form", ("16.2",), "In review")
NOTICE = Obstacle("QSE-90", "Qualification notice", (), "Not started")
CATALOG = Path(__file__).parents[2] / "catalog" / "requirements.yaml"


@pytest.mark.parametrize(("kind", "status"), list(product(LetterKind, S)))
def test_a_letter_outside_its_states_is_refused_in_words(kind: str, status: str) -> None:
    told = refusal(kind, status, [NOTICE], lacking="The fee")
    assert told == ("" if status in ISSUED_IN[kind] else WHEN[kind])


def test_what_is_outstanding_needs_open_items_or_words_of_what_is_missing() -> None:
    assert refusal(LetterKind.OUTSTANDING, S.INCOMPLETE, None) == NO_CHECKLIST
    assert refusal(LetterKind.OUTSTANDING, S.INCOMPLETE, []) == NOTHING_OPEN
    assert refusal(LetterKind.OUTSTANDING, S.INCOMPLETE, [], lacking="The fee") == ""


def test_a_certification_names_what_else_is_open() -> None:
    told = refusal(LetterKind.CERTIFICATION, S.APPROVED_PENDING, [FORM, NOTICE])
    assert "COM-04 (Application form, section 16.2) is in review" in told
    assert "QSE-90" not in told


def test_a_certification_goes_out_once_only_the_letter_itself_is_open() -> None:
    assert refusal(LetterKind.CERTIFICATION, S.APPROVED_PENDING, [NOTICE]) == ""
    assert refusal(LetterKind.CERTIFICATION, S.APPROVED_PENDING, None) == NO_CHECKLIST
    assert refusal(LetterKind.CERTIFICATION, S.QUALIFIED, None) == ""


def test_the_items_that_rules_name_are_in_the_catalog() -> None:
    rows = yaml.safe_load(CATALOG.read_text())["rows"]
    items = {item["code"]: item for row in rows for item in row["items"]}
    assert items.keys() >= REGISTRATION_PART | LETTER_ITEMS
    assert {code for code, item in items.items() if "letter" in item["evidence"]} == LETTER_ITEMS
