"""Names of files, tried in a table."""

import pytest

from portal.documents.names import LONGEST, clean_name, extension_of


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("Form L.pdf", "Form L.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\fake path\\scan.PDF", "scan.pdf"),
        ("scan.pdf.", "scan.pdf"),
        ("scan.pdf ...", "scan.pdf"),
        ("evil\x00.html.pdf", "evil.html.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("ｐｄｆ．ｐｄｆ", "pdf.pdf"),
        ("", "document"),
        (".pdf", "document.pdf"),
        ("...", "document"),
        ('quote".pdf', "quote_.pdf"),
        ("semi;colon%00.pdf", "semi_colon_00.pdf"),
        ("a  b\u00a0c.txt", "a b c.txt"),
        ("Straße Ünï.csv", "Straße Ünï.csv"),
    ],
)
def test_a_name_is_one_harmless_line(raw: str, stored: str) -> None:
    assert clean_name(raw) == stored


def test_a_long_name_keeps_its_extension() -> None:
    name = clean_name("x" * 400 + ".pdf")
    assert len(name) == LONGEST
    assert name.endswith(".pdf")


@pytest.mark.parametrize(("name", "extension"), [("a.PDF", "pdf"), ("a", ""), ("a.tar.gz", "gz")])
def test_the_extension_is_what_stands_after_the_last_dot(name: str, extension: str) -> None:
    assert extension_of(name) == extension
