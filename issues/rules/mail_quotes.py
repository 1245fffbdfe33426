"""What a mail quotes of earlier ones, told apart from its own words, and the text drawn with it folded away. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LONGEST_LINE: Final = 400
# The lines that mail programs write above what they quote; from there on everything is quoted.
ORIGINAL: Final = re.compile(r"^[-_ ]{2,20}(original|forwarded) (message|appointment)[-_ ]{2,20}$", re.IGNORECASE)
BEGINS: Final = ("begin forwarded message:",)
RULE: Final = re.compile(r"^[_-]{10,80}$")
FIELD: Final = re.compile(r"^\*?(from|sent|date|to|cc|subject):\*?( |$)", re.IGNORECASE)
FIRST_FIELD: Final = re.compile(r"^\*?from:\*? ", re.IGNORECASE)
WROTE: Final = re.compile(r"(wrote|writes|schrieb|escribió|a écrit)\s?:$", re.IGNORECASE)
HEAD_LINES: Final = 6
ABOVE: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    quoted: bool
    text: str


def pieces(text: str) -> list[Piece]:
    """The text in order, its own words and what it quotes; a mail that is nothing but a quotation is its own words."""
    lines = text.split("\n")
    marks = _marks(lines)
    found: list[Piece] = []
    for quoted, group in _groups(lines, marks):
        words = "\n".join(group).strip("\n")
        if words.strip():
            found.append(Piece(quoted, words))
    if all(piece.quoted for piece in found):
        return [Piece(False, piece.text) for piece in found]
    return found


def own_words(text: str) -> str:
    """The text without what it quotes."""
    return "\n\n".join(piece.text for piece in pieces(text) if not piece.quoted)


def mail_html(text: str) -> SafeString:
    """A plain text as it was written, each line on its own, what it quotes folded; nothing in it is markup."""
    drawn = "".join(_folded(piece.text) if piece.quoted else _paragraphs(piece.text) for piece in pieces(text))
    return mark_safe(drawn)  # noqa: S308 - every word was escaped just below


def _folded(text: str) -> str:
    return f'<details class="quoted"><summary>Quoted text</summary>{_paragraphs(text)}</details>'


def _paragraphs(text: str) -> str:
    parts = re.split(r"\n[ \t]*\n", text)
    return "".join(f"<p>{escape(part.strip(chr(10))).replace(chr(10), '<br>')}</p>" for part in parts if part.strip())


def _groups(lines: list[str], marks: list[bool]) -> Iterator[tuple[bool, list[str]]]:
    group: list[str] = []
    for place, line in enumerate(lines):
        if group and marks[place] != marks[place - 1]:
            yield marks[place - 1], group
            group = []
        group.append(line)
    if group:
        yield marks[-1], group


def _marks(lines: list[str]) -> list[bool]:
    """For each line whether it is quoted."""
    marks = [line.startswith(">") for line in lines]
    start = _where_the_rest_is_quoted(lines)
    if start is not None:
        marks[start:] = [True] * (len(lines) - start)
    for place in range(1, len(lines)):
        if marks[place] and not marks[place - 1]:
            _mark_what_stands_above(lines, marks, place)
    return marks


def _mark_what_stands_above(lines: list[str], marks: list[bool], place: int) -> None:
    """ "On Monday Ana wrote:", which may be broken over two lines, belongs to the quotation under it."""
    last = place - 1
    while last > 0 and not lines[last].strip():
        last -= 1
    if place - last > ABOVE or not WROTE.search(lines[last][:LONGEST_LINE].strip()):
        return
    first = last if re.match(r"(on|am|el|le) ", lines[last], re.IGNORECASE) else max(last - 1, 0)
    if not lines[first].strip():
        first = last
    marks[first:place] = [True] * (place - first)


def _where_the_rest_is_quoted(lines: list[str]) -> int | None:
    for place, line in enumerate(lines):
        short = line[:LONGEST_LINE].strip()
        if ORIGINAL.match(short) or short.lower() in BEGINS:
            return place
        if FIRST_FIELD.match(short) and _is_head(lines[place : place + HEAD_LINES]):
            return place - 1 if place and RULE.match(lines[place - 1].strip()[:LONGEST_LINE]) else place
    return None


def _is_head(lines: list[str]) -> bool:
    """The head of an earlier mail: three of its fields at least, one of them its subject."""
    named = {match[1].lower() for line in lines if (match := FIELD.match(line[:LONGEST_LINE].strip()))}
    return len(named) >= 3 and "subject" in named
