"""The places in a saved reply where the words of an issue go. Pure."""

import re
from typing import Final

from portal.lifecycle.places import Places

# What may stand between {{ and }}, and what it is called where it is missing.
VARIABLES: Final[dict[str, str]] = {
    "participant": "the participant's name",
    "person": "the name of whoever asked",
    "issue": "the issue's number",
    "title": "the issue's title",
    "category": "the category",
    "operating_day": "the operating day",
    "statement": "the statement ID",
    "resource": "the resource",
    "owner": "the owner's name",
    "me": "your own name",
    "my_phone": "your phone number",
}


def plain(value: str) -> str:
    """A value as it stands in Markdown: nothing in a name becomes a link, an image or emphasis."""
    return re.sub(r"([\\`*\[\]<>])", r"\\\1", " ".join(value.split()))


_places: Final = Places(VARIABLES, as_text=plain)
unknown = _places.unknown
missing = _places.missing
filled = _places.filled
gaps = _places.gaps
