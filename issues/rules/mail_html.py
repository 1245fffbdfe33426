"""The words of an HTML mail: cleaned by the kept sanitizer, then read line by line. Pure.

No picture, no style and no script comes along; of a link its text and, where that is another, its address.
"""

import re
from html.parser import HTMLParser
from typing import Final

import nh3

LONGEST: Final = 2_000_000
BLOCKS: Final = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote"})
LINES: Final = frozenset({"br", "tr", "li", "hr"})
INLINE: Final = frozenset({"a", "b", "strong", "i", "em", "u", "span", "code", "td", "th", "tbody", "thead"})
SCHEMES: Final = {"http", "https", "mailto"}
DEEPEST_QUOTE: Final = 20
# Elements in elements: no mail program needs so many, and taking them apart costs the square of their number.
DEEPEST: Final = 300
TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
NEVER_OPEN: Final = frozenset(
    {"p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd", "option", "html", "head", "body"}
    | {"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "source"}
)


def html_to_text(html: str) -> str:
    """What a reader would see of it, as plain text; what is nested beyond reason is left out."""
    cleaned = nh3.clean(
        _not_too_deep(html[:LONGEST].replace("\x00", "")),
        tags=BLOCKS | LINES | INLINE,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    reader = _Reader()
    reader.feed(cleaned)
    reader.close()
    return reader.text()


def _not_too_deep(html: str) -> str:
    """Up to where more elements are open than anybody needs."""
    depth = 0
    for tag in TAG.finditer(html):
        if tag[2].lower() in NEVER_OPEN:
            continue
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > DEEPEST:
            return html[: tag.start()]
    return html


class _Reader(HTMLParser):
    """Reads what the sanitizer left: well-formed, of the allowed elements only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._quotes = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._gap()
        elif tag in LINES:
            self._break()
        if tag == "blockquote":
            self._quotes = min(self._quotes + 1, DEEPEST_QUOTE)
        elif tag == "li":
            self._lines[-1] += "- "
        elif tag in ("td", "th") and self._lines[-1].strip():
            self._lines[-1] += "  "
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len("\n".join(self._lines[-1:]))))
        self._begin()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            target, start = self._links.pop()
            shown = self._lines[-1][start:].strip()
            plain = target.removeprefix("mailto:")
            if target and plain.rstrip("/") != shown.rstrip("/"):
                self._lines[-1] += f" <{plain}>"
        if tag in BLOCKS:
            self._gap()
        if tag == "blockquote":
            self._quotes = max(self._quotes - 1, 0)

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            words = " " if data and self._lines[-1] else ""
        else:
            words = (" " if data[0].isspace() else "") + words + (" " if data[-1].isspace() else "")
        self._begin()
        line = self._lines[-1]
        self._lines[-1] = line + (words.lstrip() if line.endswith(" ") or not line else words)

    def text(self) -> str:
        lines = [line.rstrip() for line in self._lines]
        kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
        return "\n".join(kept).strip("\n")

    def _begin(self) -> None:
        if self._quotes and not self._lines[-1]:
            self._lines[-1] = "> " * self._quotes

    def _break(self) -> None:
        self._lines.append("")

    def _gap(self) -> None:
        """A new paragraph; what is empty stays one empty line."""
        if self._lines[-1].strip("> "):
            self._lines += ["", ""]
        elif self._lines[-1]:
            self._lines[-1] = ""
