"""What people typed is printed as they typed it, without a network, the same on every machine."""

import html
import json
import warnings
from datetime import UTC, datetime

import pytest
import typst

from portal import typesetting

NOW = datetime(2026, 11, 18, 16, tzinfo=UTC)
HOSTILE = '#read("letterhead.typ") #{1+1} $x^2$ *bold* _it_ `raw` <label> @ref [x] // no /* no */ \\ " \' = h'
KINDS = ("completeness", "outstanding", "certification")


def item(code: str) -> dict[str, str]:
    return {"code": code, "title": HOSTILE, "section": "16.2", "state": "Returned", "reason": HOSTILE, "due": ""}


FACTS = {
    "draft": False,
    "title": "Letter",
    "reference": "OL-7K3Q9XTB",
    "date": "November 18, 2026",
    "operator": {"name": "Example Operator", "logo": "EO", "address": ["100 Grid Way"]},
    "participant": {"name": HOSTILE, "address": [HOSTILE]},
    "registration": {"reference": "RG-1", "role": "QSE", "role_name": HOSTILE, "short_name": HOSTILE, "duns": "1"},
    "section": "16.2",
    "application_on": "November 2, 2026",
    "effective_on": "December 1, 2026",
    "lacking": HOSTILE,
    "note": HOSTILE,
    "signer": {"name": HOSTILE, "position": "Supervisor", "email": "", "phone": ""},
    "manager": {"name": "Dana", "email": "dana@iso.example", "phone": ""},
    "open": [item("COM-04")],
    "returned": [item("COM-04")],
    "outstanding": [item("COM-05")],
    "in_review": [item("COM-06")],
}


def words(kind: str, facts: dict) -> str:
    """What stands in the body of the paper: Typst writes the same template as HTML too."""
    compiler = typst.Compiler(
        typesetting.FOLDER / f"{kind}.typ", root=typesetting.FOLDER, sys_inputs={"facts": json.dumps(facts)}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)  # that HTML is not finished
        return html.unescape(compiler.compile(format="html").decode())


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_printed_as_it_was_typed_and_nothing_of_it_is_run(kind: str) -> None:
    told = words(kind, FACTS)
    assert told.count(HOSTILE) >= 3
    assert told.replace(HOSTILE, "").count("#") == 0
    assert typesetting.pdf(kind, FACTS, at=NOW).startswith(b"%PDF-")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_make_the_same_bytes(kind: str) -> None:
    assert typesetting.pdf(kind, FACTS, at=NOW) == typesetting.pdf(kind, FACTS, at=NOW)


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_is_a_picture_of_every_page(kind: str) -> None:
    many = FACTS | {"open": [item("COM-04")] * 60, "returned": [item("COM-04")] * 60, "draft": True}
    pages = typesetting.pictures(kind, many)
    assert all(page.startswith(b"\x89PNG") for page in pages)
    assert len(pages) > 1 or kind == "certification"


@pytest.mark.parametrize("name", ["電力公司", "😀 Power", "مرحبا", "\u202ereversed", "\x01\x07", "\uffff", "W" * 200])
def test_a_sign_that_the_fonts_lack_keeps_no_letter_back(name: str) -> None:
    facts = FACTS | {"participant": {"name": name, "address": [name]}, "note": name}
    assert typesetting.pdf("certification", facts, at=datetime.now(UTC)).startswith(b"%PDF-")
