"""The reader's name stands on every page of what is about critical infrastructure."""

import io
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from portal import typesetting
from portal.documents import stamping
from portal.documents.models import Document
from portal.lifecycle.refusals import Refused

AT = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)


def test_every_page_and_picture_carries_name_company_and_time_and_nothing_leaves_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = SimpleNamespace(name="Ana Admin", is_staff=False)
    monkeypatch.setattr(stamping, "_company_of", [lambda user: "Prairie Lantern Energy"])
    line = stamping.line_for(reader, AT)
    assert line == "Ana Admin, Prairie Lantern Energy, 2026-03-04 09:30 CST"

    writer = PdfWriter(clone_from=io.BytesIO(typesetting.pdf("watermark", _page("One line", 612, 792), at=AT)))
    writer.add_blank_page(300, 200).rotate(90)
    made = io.BytesIO()
    writer.write(made)
    pages = PdfReader(io.BytesIO(stamping.stamped(made.getvalue(), stamping.PDF, line, at=AT))).pages
    assert ["Ana Admin" in page.extract_text() for page in pages] == [True, True]
    assert "One line" in pages[0].extract_text()

    for kind in ("PNG", "JPEG"):
        plain = io.BytesIO()
        Image.new("RGB", (400, 300), "white").save(plain, kind)
        with Image.open(
            io.BytesIO(stamping.stamped(plain.getvalue(), f"image/{kind.lower()}", line, at=AT))
        ) as picture:
            assert (picture.format, picture.size) == (kind, (400, 300))
            assert picture.convert("L").getextrema()[0] < 230, "something is drawn on it"

    writer.encrypt("secret")
    locked = io.BytesIO()
    writer.write(locked)
    for broken in (locked.getvalue(), b"%PDF-1.7 nothing"):
        with pytest.raises(Refused, match="not given out"):
            stamping.stamped(broken, stamping.PDF, line, at=AT)
    known = {"protection": "ECEII", "content_type": stamping.PDF}
    assert stamping.is_stamped(Document(**known))
    assert not stamping.is_stamped(Document(**known, released_at=AT))
    assert not stamping.is_stamped(Document(protection="ECEII", content_type="text/plain"))
    assert not stamping.is_stamped(Document(protection="PI-COST", content_type=stamping.PDF))


def _page(line: str, width: int, height: int) -> dict[str, object]:
    return {"line": line, "width": width, "height": height}
