"""A name as strangers may see it, and whether a typed name is the holder's. Pure."""

import re
import unicodedata
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def initials(name: str) -> str:
    """ "Maria del Carmen Ortiz" as "M. d. C. O."."""
    return " ".join(f"{word[0]}." for word in WORD.findall(name))


def same_name(typed: str, name: str) -> bool:
    """Whether it is that name, whatever its capitals, accents and spacing; words must all be there, in order."""
    wanted = _plain(name)
    return bool(wanted) and _plain(typed) == wanted


def _plain(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.findall(r"\w+", bare.casefold())
