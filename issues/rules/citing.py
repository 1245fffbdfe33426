"""Which articles a text cites: their addresses in the library, or their bare references. Pure."""

import re
from typing import Final

MOST: Final = 20
REFERENCE: Final = re.compile(r"(?<![\w-])(KA-[0-9A-HJKMNP-TV-Z]{8})(?![\w-])")


def cited(text: str) -> list[str]:
    """The references of articles in the order of the text, each once, the first twenty."""
    return list(dict.fromkeys(REFERENCE.findall(text)))[:MOST]
