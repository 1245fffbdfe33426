"""An excerpt of a text as HTML: everything escaped, what was found marked."""

from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Signs that no keyboard makes stand around what was found until the text is escaped and they become marks.
FOUND_FROM: Final = "\ue000"
FOUND_TO: Final = "\ue001"


def plain(excerpt: str) -> str:
    """The excerpt without the signs."""
    return excerpt.replace(FOUND_FROM, "").replace(FOUND_TO, "")


def marked(excerpt: str) -> SafeString:
    """The excerpt with `<mark>` around what was found; a sign without its other half is dropped."""
    parts: list[str] = []
    first, *rest = excerpt.split(FOUND_FROM)
    parts.append(escape(plain(first)))
    for part in rest:
        found, closed, after = part.partition(FOUND_TO)
        inner = escape(found)
        parts.append(f"<mark>{inner}</mark>{escape(plain(after))}" if closed else inner)
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped just above


def is_marked(excerpt: str) -> bool:
    """Something was found in the text itself, not only in the title."""
    return FOUND_FROM in excerpt
