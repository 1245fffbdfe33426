"""When an answer waits for the mentor's release, and what the mentor changed in it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from issues.choices import HeldState
from portal.lifecycle.moves import Moves

S = HeldState
MOVES: Final = Moves(
    {S.HELD: {S.RELEASED, S.RETURNED, S.WITHDRAWN}, S.RELEASED: set(), S.RETURNED: set(), S.WITHDRAWN: set()}
)
RIGHT: Final = "issues.answer_complex"
CATEGORY: Final = "“{category}” is marked complex"
PARTICIPANT: Final = "the participant is marked high complexity"


def because(held: Collection[str], *, category: str, complex_category: bool, complex_participant: bool) -> str:
    """Why a writer with these rights is not to answer alone, in words; "" where nothing is complex or the level
    suffices. Whether the writer is signed off for the topic is asked by whoever calls."""
    if RIGHT in held:
        return ""
    reasons = [CATEGORY.format(category=category)] if complex_category else []
    if complex_participant:
        reasons.append(PARTICIPANT)
    words = " and ".join(reasons)
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: "same", "gone" or "new"."""

    kind: str
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """What became of a text, word by word."""
    old, new = _words(before), _words(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("gone", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("new", "".join(new[j1:j2])))
    return pieces


def _words(text: str) -> list[str]:
    """Words with the space after them, so that joined they are the text again."""
    found: list[str] = []
    word = ""
    for sign in text:
        if word and word[-1].isspace() and not sign.isspace():
            found.append(word)
            word = ""
        word += sign
    return [*found, word] if word else found
