"""File names as they are stored: one line, no path, no characters that hide what follows. Pure."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 150
FALLBACK: Final = "document"
# Control characters, and marks that turn the direction of reading: "exe.fdp" must not read "pdf.exe".
HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
UNSAFE: Final = re.compile(r'[<>:"/\\|?*;%]')


def clean_name(raw: str) -> str:
    """The last part of a path as a plain name with at most 150 characters; "document" where nothing is left."""
    text = unicodedata.normalize("NFKC", str(raw)).replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(" " if unicodedata.category(char) == "Zs" else char for char in text)
    text = "".join(char for char in text if unicodedata.category(char) not in HIDDEN)
    text = " ".join(UNSAFE.sub("_", text).split()).rstrip(". ")
    stem, dot, extension = text.rpartition(".")
    if not dot:
        stem, extension = text, ""
    stem = stem.strip(". ") or FALLBACK
    kept = f"{dot}{extension.strip().lower()}" if dot else ""
    return stem[: LONGEST - len(kept)] + kept[:LONGEST]


def extension_of(name: str) -> str:
    """The part after the last dot, lower case; empty without one."""
    return name.rpartition(".")[2].lower() if "." in name else ""
