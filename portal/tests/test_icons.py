"""Every icon that pages, menus and the audit trail name is there: a wrong name would break the page that shows it."""

import ast
import re
from pathlib import Path
from zipfile import ZipFile

import lucide
import pytest
from django.conf import settings

from portal.audit import verbs

ARCHIVE = Path(lucide.__file__).parent / "lucide.zip"
IN_TEMPLATE = re.compile(r'(?:\{%\s*icon\s+|icon=)"([a-z0-9-]+)"')
APPS = ("portal", "accounts", "participants", "training", "issues")


@pytest.fixture(scope="module")
def known() -> set[str]:
    with ZipFile(ARCHIVE) as archive:
        return {name.removesuffix(".svg") for name in archive.namelist()}


def test_icons_of_the_audit_trail_are_there(known: set[str]) -> None:
    assert {verb.icon for verb in verbs.every()} - known - {"dot"} == set()


def test_icons_of_templates_are_there(known: set[str]) -> None:
    found = {
        (name, path.name)
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in IN_TEMPLATE.findall(path.read_text())
    }
    assert {(name, path) for name, path in found if name not in known} == set()


def test_icons_named_by_keyword_in_code_are_there(known: set[str]) -> None:
    missing = set()
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            if "tests" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.keyword) and node.arg == "icon" and isinstance(node.value, ast.Constant):
                    missing |= {(node.value.value, path.name)} if node.value.value not in known else set()
    assert {one for one in missing if one[0] not in ("", "dot")} == set()
