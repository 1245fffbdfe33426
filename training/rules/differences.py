"""What is different between two texts, word by word, so that a reviewer reads only what changed. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n+")
WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
# Below this likeness two paragraphs are another text, not the same one changed.
ALIKE: Final = 0.35
# Comparing takes the square of the length: longer paragraphs are shown as removed and added, and only so many
# old paragraphs are looked at for each new one.
MOST_WORDS: Final = 2000
MOST_TRIED: Final = 12


class Piece(NamedTuple):
    """Some words in a row that are the same in both texts, or only in one of them."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: the same, changed within, or only in one of the texts."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def differences(before: str, after: str) -> list[Block]:
    """Paragraph by paragraph, in the order of the new text; nothing for two empty texts."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Block] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            found.extend(_whole(SAME, text) for text in new[k:m])
        else:
            found.extend(_rewritten(old[i:j], new[k:m]))
    return found


def words_changed(blocks: Sequence[Block]) -> tuple[int, int]:
    """How many words were added and removed."""
    added, removed = (
        sum(len(piece.text.split()) for block in blocks for piece in block.pieces if piece.kind == kind)
        for kind in (ADDED, REMOVED)
    )
    return added, removed


def with_context(blocks: Sequence[Block], around: int = 1) -> list[Block | int]:
    """The changed paragraphs with a neighbor on each side; a number stands for so many left out between them."""
    wanted = {
        near
        for at, block in enumerate(blocks)
        if block.kind != SAME
        for near in range(at - around, at + around + 1)
        if 0 <= near < len(blocks)
    }
    shown: list[Block | int] = []
    left_out = 0
    for at, block in enumerate(blocks):
        if at not in wanted:
            left_out += 1
            continue
        if left_out:
            shown.append(left_out)
            left_out = 0
        shown.append(block)
    return [*shown, left_out] if left_out else shown


def _paragraphs(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").strip("\n")
    return [part for part in PARAGRAPHS.split(lines) if part.strip()]


def _whole(kind: str, text: str) -> Block:
    return Block(kind, (Piece(kind, text),))


def _rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Paragraphs that were replaced: each new one beside the first old one that is alike, in order."""
    at = 0
    for text in new:
        match = next((i for i in range(at, min(len(old), at + MOST_TRIED)) if _alike(old[i], text)), None)
        if match is None:
            yield _whole(ADDED, text)
            continue
        yield from (_whole(REMOVED, gone) for gone in old[at:match])
        yield Block(CHANGED, tuple(_pieces(old[match], text)))
        at = match + 1
    yield from (_whole(REMOVED, gone) for gone in old[at:])


def _alike(old: str, new: str) -> bool:
    a, b = (re.findall(r"\w+", text) for text in (old, new))
    if max(len(a), len(b)) > MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, a, b)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _pieces(old: str, new: str) -> Iterator[Piece]:
    a, b = WORDS.findall(old), WORDS.findall(new)
    for kind, i, j, k, m in SequenceMatcher(None, a, b).get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(a[i:j]))
            continue
        if i < j:
            yield Piece(REMOVED, "".join(a[i:j]))
        if k < m:
            yield Piece(ADDED, "".join(b[k:m]))
