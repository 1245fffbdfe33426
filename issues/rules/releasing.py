"""What in a text names a company: words, marks and numbers to look up, and whether a name really stands there. Pure.

Nothing here knows a participant: it says what to ask the database for, and judges what comes back.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from participants.rules.names import comparable, stem

SHORTEST: Final = 3
MOST_PARTS: Final = 6
# Names made of these alone are the names of companies only where somebody writes them so: with capitals.
_COMMON: Final = (
    "a advanced alliance alternative american america and associates atlantic battery bay big black blue board",
    "bright capital center central choice city clean clear coast commercial common community company cooperative",
    "county creek data day delta development direct discount distributed district dynamic eagle east eastern easy",
    "electric electricity element energy enterprises express field financial first fix flat for forward free",
    "freedom frontier fuel fund future gas general generation global gold good green grid group growth gulf hill",
    "holdings home hub hydro independent industrial infrastructure innovative inter international just lake land",
    "light lone management market marketing markets meter mid municipal mutual national natural net network new",
    "next north northern ocean of office one operations pacific park partners peak pioneer plains plan plant",
    "point power prairie premier prime pro project projects public pulse pure quality rate reach reliable reliant",
    "renewable renewables resource resources retail ridge river rock rural scout service services settlement",
    "signal silver simple smart solar solutions source south southern spark spring star start state stone storage",
    "storm summer summit sun supply support sustainable system systems team texas the thermal total town trade",
    "trading transmission trust union united universal us utilities utility valley value verde victory view",
    "village vision water wave west western wholesale wind winter works world",
)
COMMON: Final = frozenset(word for line in _COMMON for word in line.split())
# What every market text is full of.
_MARKET: Final = (
    "ADR AMS AS BUS CAISO CARD CDR CIM CRR CSV DAM DC DUNS EDI EMS EPS ERCOT ERS ESI ESR EWS FAQ FTP HE HTML HTTP",
    "ICCP ID IDR IMM IMRE IMREP IS ISO LMP LOAD LSE MIS MP MW MWH NCI NERC NMMS NOIE NOTE ODR OK OPEN PDF PIN PUC",
    "PUCT QSE RE REP RESOURCE RIOO RTC RTM RUC SCADA SCED SCR SPP TAC TDSP TO TXT URL USA VDI WAN XLSX XML YES",
)
MARKET: Final = frozenset(word for line in _MARKET for word in line.split())
_WORD: Final = re.compile(r"[a-z0-9]+")
_MARK: Final = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*")
_DUNS: Final = re.compile(r"(?<![\w-])\d{2}-?\d{3}-?\d{4}(?:-?\d{4})?(?![\w-])")
_ESI: Final = re.compile(r"(?<!\w)\d{10,36}(?!\w)")
_POSSESSIVE: Final = re.compile(r"['\u2018\u2019`]s\b")
_RUN: Final = r"[\W_]+"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what would leave: the text itself, the name of a file, or what stands in a file."""

    where: str
    text: str
    prose: bool = True


def first_word(name: str) -> str:
    """By which a name is looked up: its first word in plain letters, as the database cuts it."""
    found = _WORD.search(name.lower())
    return found.group() if found else ""


def words_in(passages: Iterable[Passage]) -> set[str]:
    """Every word with which a name could begin."""
    return {word for passage in passages for word in _WORD.findall(passage.text.lower())} | {"the"}


def marks_in(passage: Passage) -> set[str]:
    """Short names and codes that could stand there, in capitals: also those glued to others by "_" or "-"."""
    found: set[str] = set()
    for match in _MARK.finditer(passage.text):
        for piece in _pieces(match.group()):
            upper = piece.upper()
            written = piece == upper or not passage.prose
            if len(piece) >= SHORTEST and written and not piece.isdigit() and upper not in MARKET:
                found.add(upper)
    return found


def duns_in(passage: Passage) -> set[str]:
    """Numbers of nine, or nine and four, digits; of the long ones also their first nine."""
    found: set[str] = set()
    for match in _DUNS.finditer(passage.text):
        digits = match.group().replace("-", "")
        found |= {digits, digits[:9]}
    return found


def esi_ids_in(passage: Passage) -> set[str]:
    return {match.group() for match in _ESI.finditer(passage.text)}


class Names:
    """A passage in which names are found one after the other: what was found, or is known, is read no second time."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._text = f" {comparable(_POSSESSIVE.sub('', passage.text))} "

    def take(self, name: str) -> bool:
        """Whether the name stands there, as whole words; the longest names first."""
        wanted = f" {stem(name)} "
        if len(wanted) < SHORTEST + 2 or wanted not in self._text:
            return False
        found = self._counts(name, wanted.split())
        if found:
            self.forget(name)
        return found

    def forget(self, name: str) -> None:
        self._text = self._text.replace(f" {stem(name)} ", " | ")

    def _counts(self, name: str, words: list[str]) -> bool:
        """Common words, and a single word in a sentence, only where they are written as a name."""
        common = [word for word in words if word in COMMON or word.isdigit()]
        if len(words) > 1 and len(common) < len(words):
            return True
        if not self.passage.prose and len(common) < len(words):
            return True
        if len(words) == 1 and common:
            return f" {comparable(name)} " in self._text and comparable(name) != words[0]
        return self._capitalized(words)

    def _capitalized(self, words: list[str]) -> bool:
        pattern = rf"(?<!\w){_RUN.join(map(re.escape, words))}(?!\w)"
        found = list(re.finditer(pattern, self.passage.text, re.IGNORECASE))
        return not found or any(all(word[0].isupper() or word[0].isdigit() for word in _cut(one)) for one in found)


def _cut(match: re.Match[str]) -> list[str]:
    return [word for word in re.split(_RUN, match.group()) if word]


def _pieces(token: str) -> Iterable[str]:
    """A token and what it is glued of: in "statement_MESA_UNIT1-2026" also "MESA_UNIT1" and "MESA", never "ESA"."""
    ends = [match.start() for match in re.finditer(r"[_-]", token)]
    starts = [0, *(end + 1 for end in ends)]
    bounds = list(pairwise([-1, *ends, len(token)]))
    for first, start in enumerate(starts):
        for _, end in bounds[first : first + MOST_PARTS]:
            yield token[start:end]
