"""The drawings of the icon package. Its archive is opened once: its directory takes longer to read than an icon."""

from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import lucide

SPACE = "{http://www.w3.org/2000/svg}"


def drawing(name: str, size: int) -> str:
    """The icon as markup that says nothing to screen readers."""
    try:
        svg = ElementTree.fromstring(_archive().read(f"{name}.svg"))  # noqa: S314 - of the icon package
    except KeyError:
        raise lucide.IconDoesNotExist(f"The icon {name!r} does not exist.") from None
    for node in svg.iter():
        node.tag = node.tag.removeprefix(SPACE)
    told = {"width": str(size), "height": str(size), "aria-hidden": "true", "focusable": "false", "class": "icon"}
    svg.attrib.update(told)
    return ElementTree.tostring(svg, encoding="unicode")


@cache
def _archive() -> ZipFile:
    return ZipFile(BytesIO((Path(lucide.__file__).parent / "lucide.zip").read_bytes()))
