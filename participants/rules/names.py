"""Comparing company names, to suggest which registrations may belong to one company. A likeness decides nothing."""

import re
import unicodedata
from difflib import SequenceMatcher

# The same legal form in the spellings seen on applications; the longer spellings first.
_LEGAL_FORMS = (
    ("limited liability limited partnership", "lllp"),
    ("limited liability partnership", "llp"),
    ("limited liability company", "llc"),
    ("limited liability co", "llc"),
    ("limited partnership", "lp"),
    ("incorporated", "inc"),
    ("corporation", "corp"),
    ("cooperative", "coop"),
    ("co operative", "coop"),
    ("co op", "coop"),
    ("company", "co"),
    ("limited", "ltd"),
)
_FORM_WORDS = frozenset({"lllp", "llp", "llc", "lc", "lp", "inc", "corp", "coop", "co", "ltd", "plc", "pllc"})
# "L.L.C.", "L. L. C." and "l l c" are one word once the dots are gone.
_SPELLED_OUT = re.compile(r"\b(l l l p|l l p|l l c|p l l c|p l c|l c|l p)\b")
_ROLE_BRACKET = re.compile(r"\s*\((?:QSE|LSE|RE|TDSP|CRRAH|IMRE)\)\s*$", re.IGNORECASE)

SAME = 1.0
SAME_STEM = 0.95
MOST_WHEN_DIFFERENT = 0.9


def comparable(name: str) -> str:
    """One spelling for all ways to write a company name: case, accents, punctuation and legal form leveled."""
    text = _ROLE_BRACKET.sub("", name)
    text = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = re.sub(r"['\u2018\u2019`]", "", text)
    text = " ".join(re.sub(r"[\W_]+", " ", text).split())
    text = _SPELLED_OUT.sub(lambda found: found.group().replace(" ", ""), text)
    for spelled, short in _LEGAL_FORMS:
        text = re.sub(rf"\b{spelled}\b", short, text)
    return text.removeprefix("the ")


def stem(name: str) -> str:
    """The comparable name without the legal form at its end; a name made of legal forms alone stays whole."""
    words = comparable(name).split()
    last = len(words)
    while last > 0 and words[last - 1] in _FORM_WORDS:
        last -= 1
    return " ".join(words[:last] or words)


def likeness(first: str, second: str) -> float:
    """How alike two company names are, 0 to 1: 1 the same, 0.95 the same but for the legal form, else up to 0.9."""
    one, other = comparable(first), comparable(second)
    if not one or not other:
        return 0.0
    if one == other:
        return SAME
    one, other = stem(first), stem(second)
    if one == other:
        return SAME_STEM
    # Two orders of the arguments may give two ratios; sorting them makes the likeness symmetric.
    return MOST_WHEN_DIFFERENT * SequenceMatcher(None, *sorted((one, other)), autojunk=False).ratio()
