"""Sections of the market's rules in what is said to participants: found, compared, and quoted. Pure.

Guidance on 16.12 is held against an answer on 16.12.1 and the other way; 16.12.1 and 16.12.2 stand apart.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final, NamedTuple

from issues.choices.guidance import ReviewState, WordingState
from portal.lifecycle.moves import Moves
from training.choices import CitedDocument
from training.rules.citations import SECTION, Cited

# How long what was said on a section is held against what is said on it next.
WINDOW: Final = timedelta(days=90)
LONGEST: Final = 4000
MOST: Final = 12
HIDDEN: Final = "[the participant]"
# What stands for words that are Protected Information.
KEPT_BACK: Final = "This was said as Protected Information. Whoever may see the issue reads it there."
REVIEW_MOVES: Final = Moves(
    {
        ReviewState.OPEN: {ReviewState.SETTLED, ReviewState.DROPPED},
        ReviewState.SETTLED: set(),
        ReviewState.DROPPED: set(),
    }
)
WORDING_MOVES: Final = Moves(
    {
        WordingState.DRAFT: {WordingState.APPROVED, WordingState.DISCARDED},
        WordingState.APPROVED: {WordingState.REPLACED},
        WordingState.REPLACED: set(),
        WordingState.DISCARDED: set(),
    }
)


class Said(NamedTuple):
    """What the writer of an answer says of one section: that it answers on it, and how that stands to earlier words."""

    cited: Cited
    mark: str = ""
    because: str = ""


_NUMBER: Final = r"[0-9]{1,2}[A-Za-z]?(?:\.[0-9]{1,3}[A-Za-z]?){0,7}(?:\([0-9A-Za-z]{1,4}\)){0,4}"
# What may stand between two sections of a list: "16.12.1, 16.12.2 and 16.13".
_LIST: Final = rf"{_NUMBER}(?:\s*(?:,|;|and|or|&)\s*{_NUMBER})*"
_NAMES: Final = {str(label).casefold(): code for code, label in CitedDocument.choices} | {
    code.casefold(): code for code in CitedDocument.values
}
_NAMES |= {"protocol": CitedDocument.PROTOCOLS.value, "protocols": CitedDocument.PROTOCOLS.value}
_NAMED: Final = "|".join(sorted((re.escape(name) for name in _NAMES), key=len, reverse=True))
_SIGN: Final = r"(?:sections?|sec\.|§+)"
_SAID: Final = re.compile(
    rf"(?<![\w.])(?:(?P<document>{_NAMED})\s*(?:,\s*)?(?:{_SIGN}\s*)?|{_SIGN}\s*)(?P<list>{_LIST})(?![\w])",
    re.IGNORECASE,
)
# Without a word before it: three parts or more, which no amount and few dates have.
_BARE: Final = re.compile(
    r"(?<![\w.,/$-])[0-9]{1,2}[A-Za-z]?(?:\.[0-9]{1,3}[A-Za-z]?){2,7}(?:\([0-9A-Za-z]{1,4}\)){0,4}(?![\w/%]|[.][0-9])"
)
_ONE: Final = re.compile(_NUMBER)
_SOUND: Final = re.compile(SECTION)
_PART: Final = re.compile(r"[0-9]{1,3}[A-Z]?|\([0-9A-Za-z]{1,4}\)")


def parts(section: str) -> tuple[str, ...]:
    """ "16.12.1(2)(a)" in its parts: 16, 12, 1, (2), (a)."""
    return tuple(_PART.findall(section))


def path(cited: Cited) -> str:
    """The section as it is stored and compared: each part ends with a slash, so that 16.1 never begins 16.12."""
    return "".join(f"{part}/" for part in (cited.document, *parts(cited.section)))


def above(way: str) -> list[str]:
    """The paths of the sections that a path lies in, and its own: "NP/16/12/" gives "NP/16/" and "NP/16/12/"."""
    steps = way.rstrip("/").split("/")
    return ["".join(f"{step}/" for step in steps[:count]) for count in range(2, len(steps) + 1)]


def related(one: Cited, other: Cited) -> bool:
    """Whether they are the same section, or one lies in the other."""
    first, second = path(one), path(other)
    return first.startswith(second) or second.startswith(first)


def recognised(text: str) -> tuple[Cited, ...]:
    """The sections that a text names, in order, each once; a number alone counts from three parts on."""
    found: list[tuple[int, Cited]] = []
    taken: list[tuple[int, int]] = []
    for match in _SAID.finditer(text):
        document = _NAMES.get((match["document"] or "").casefold(), CitedDocument.PROTOCOLS.value)
        taken.append(match.span())
        found += [(match.start(), Cited(document, one)) for one in _sections(match["list"])]
    for match in _BARE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            found += [(match.start(), Cited(CitedDocument.PROTOCOLS.value, one)) for one in _sections(match[0])]
    found.sort(key=lambda one: one[0])
    return tuple(dict.fromkeys(cited for _, cited in found))[:MOST]


def _sections(listed: str) -> list[str]:
    found = []
    for one in _ONE.findall(listed):
        head, bracket, tail = one.partition("(")
        section = head.upper().rstrip(".") + bracket + tail
        if _SOUND.match(section):
            found.append(section)
    return found


def wording_on(cited: Cited, text: str) -> str:
    """What a text says on one section: the paragraphs that name it or what lies in it, else all of it."""
    paragraphs = [one.strip() for one in re.split(r"\n\s*\n", text) if one.strip()]
    naming = [one for one in paragraphs if any(related(cited, named) for named in recognised(one))]
    return "\n\n".join(naming or paragraphs)[:LONGEST].strip()


def nameless(text: str, names: Iterable[str]) -> str:
    """The text without these names: each is taken out as a whole word, whatever its case and spacing."""
    for name in sorted({" ".join(name.split()) for name in names if len(name.strip()) >= 4}, key=len, reverse=True):
        inner = r"[\s-]*".join(map(re.escape, name)) if name.isdigit() else r"\s+".join(map(re.escape, name.split()))
        text = re.sub(rf"(?<!\w){inner}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return text


def holds(text: str, wording: str) -> bool:
    """Whether a text says an approved wording word for word, however its lines are broken."""
    return bool(wording.strip()) and " ".join(wording.split()).casefold() in " ".join(text.split()).casefold()


def agreement(same: int, differs: int) -> int | None:
    """The share of answers on a section that said the same as before, in percent; None where none had one before."""
    return round(100 * same / (same + differs)) if same + differs else None
