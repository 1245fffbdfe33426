"""Whether a text names a company: by its name, a short name or a DUNS number. Pure."""

import re
from collections.abc import Iterable
from typing import Final

# Shorter names are words of the language as well ("ACE", "Sun").
SHORTEST: Final = 4
LEGAL_FORMS: Final = re.compile(
    r"[\s,]+(?:l\.?l\.?c\.?|inc\.?|l\.?p\.?|ltd\.?|corp\.?|co\.?|corporation|company|limited)$", re.IGNORECASE
)


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand in the text as whole words, whatever their case, spacing or legal form."""
    folded = _folded(text)
    digits = re.sub(r"(?<=\d)[\s-](?=\d)", "", folded)
    return [name for name in dict.fromkeys(names) if _stands(name, folded, digits)]


def _stands(name: str, text: str, digits: str) -> bool:
    wanted = _folded(name)
    if wanted.replace("-", "").isdigit():
        number = wanted.replace("-", "")
        return len(number) >= SHORTEST and re.search(rf"(?<!\d){number}(?!\d)", digits) is not None
    return any(
        len(one) >= SHORTEST and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) is not None
        for one in {wanted, LEGAL_FORMS.sub("", wanted)}
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
