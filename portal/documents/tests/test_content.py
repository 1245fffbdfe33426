"""What is stored and what is not: name and content have to agree."""

import pytest

from portal.documents.content import NotTaken, kind_of
from portal.documents.tests.files import JPEG, PDF, PNG, office

HTML = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("extension", "content", "served"),
    [
        ("pdf", PDF, "application/pdf"),
        ("png", PNG, "image/png"),
        ("jpeg", JPEG, "image/jpeg"),
        ("jpg", JPEG, "image/jpeg"),
        ("docx", office("word/"), "wordprocessingml.document"),
        ("xlsx", office("xl/"), "spreadsheetml.sheet"),
        ("csv", b"a,b\n1,2\n", "text/plain"),
        ("txt", "Grüße".encode("cp1252"), "text/plain"),
        ("xml", "<a>ü</a>".encode("utf-16"), "text/plain"),
        ("txt", HTML, "text/plain"),
    ],
)
def test_harmless_kinds_are_taken(extension: str, content: bytes, served: str) -> None:
    assert served in kind_of(extension, content).content_type


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        *((name, HTML) for name in ("html", "svg", "xhtml", "htm", "js", "exe", "pht", "php", "", "zip", "eml", "doc")),
        ("pdf", HTML),
        ("pdf", PNG),
        ("pdf", b""),
        ("png", b"GIF89a" + b"\x00" * 20),
        ("docx", office("xl/")),
        ("docx", office("word/", "word/vbaProject.bin")),
        ("xlsx", office("xl/", "xl/macro.JS")),
        ("docx", b"PK\x03\x04 broken"),
        ("docx", PDF),
        ("txt", PDF),
        ("csv", b"\x7fELF\x02\x01\x01" + b"\x00" * 40),
        ("txt", b"a\x00b"),
        ("csv", office("xl/")),
    ],
)
def test_everything_else_is_refused_in_words(extension: str, content: bytes) -> None:
    with pytest.raises(NotTaken, match=r"\w+ \w+"):
        kind_of(extension, content)
