"""Texts that people write in Markdown, as HTML that can do no harm, and as plain words.

Raw HTML in a text is shown as it was typed; pictures are not loaded from anywhere, so they are not made. What comes
out passes a strict list of allowed elements once more, whatever the parser may have let through.
"""

from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# A page has its own first heading: those of a text begin one level below it.
DEEPEST: Final = 6

TAGS: Final = (
    {"p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "ul", "ol", "li"}
    | {"strong", "em", "s", "a"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES: Final = {"http", "https", "mailto"}
BLOCK_ENDS: Final = ("inline", "fence", "code_block")


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, DEEPEST)}"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.enable(["table", "strikethrough"]).disable(["image"])
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


_PARSER: Final = _parser()


def to_html(text: str) -> SafeString:
    """The text as HTML of the allowed elements; links lead out without telling where from."""
    drawn = nh3.clean(
        _PARSER.render(text.replace("\x00", "")),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    return mark_safe(drawn)  # noqa: S308 - cleaned by an allow list just above


def to_text(text: str) -> str:
    """The words of the text without its markup, a line for each block: for searching and for excerpts."""
    lines = (_words(token) for token in _PARSER.parse(text.replace("\x00", "")) if token.type in BLOCK_ENDS)
    return "\n".join(line for line in lines if line)


def _words(token: Token) -> str:
    if token.children is None:
        return " ".join(token.content.split())
    parts = (" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children)
    return " ".join("".join(parts).split())
