"""Papers set by Typst, without a network: a template of ours, filled with facts that are data and never markup.

Facts reach the template as one JSON text in `sys.inputs`, so whatever somebody typed is printed as it was typed. The
fonts are those that the package carries: a letter looks the same on every machine.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

import typst
from django.conf import settings

FOLDER: Final = settings.BASE_DIR / "templates" / "letters"
# Where Typst would look for packages: no such folder, and templates import none, so nothing is ever fetched.
NOWHERE: Final = FOLDER / "no-packages"
PREVIEW_PPI: Final = 110


def pdf(template: str, facts: Mapping[str, Any], *, at: datetime) -> bytes:
    """A tagged PDF; the same facts at the same second make the same bytes.

    No standard is enforced: Typst would refuse the paper for one sign that the fonts lack, such as a Chinese name.
    """
    return _compiled(template, facts, format="pdf", timestamp=at.replace(microsecond=0))


def pictures(template: str, facts: Mapping[str, Any]) -> list[bytes]:
    """The same paper as PNG, one picture a page."""
    made = _compiled(template, facts, format="png", ppi=PREVIEW_PPI)
    return made if isinstance(made, list) else [made]


def _compiled(template: str, facts: Mapping[str, Any], **options: Any) -> Any:
    compiler = typst.Compiler(
        FOLDER / f"{template}.typ",
        root=FOLDER,
        font_paths=_fonts(),
        sys_inputs={"facts": json.dumps(facts)},
        package_path=NOWHERE,
        package_cache_path=NOWHERE,
    )
    return compiler.compile(**options)


@cache
def _fonts() -> typst.Fonts:
    """Read once for each process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
