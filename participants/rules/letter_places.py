"""The places in a letter where words go. Pure.

`person` differs from addressee to addressee and is filled in each copy; all others are filled when it is written.
"""

import re
from typing import Final

from portal.lifecycle.places import Places

PERSON: Final = "person"
VARIABLES: Final[dict[str, str]] = {
    PERSON: "the addressee's name",
    "participant": "the participant's name",
    "manager": "the account manager's name",
    "today": "today's date",
    "next_obligation": "what is due next",
    "next_obligation_on": "when that is due",
    "open_checklists": "the number of open checklists",
    "me": "your own name",
    "my_phone": "your phone number",
}


def _plain(value: str) -> str:
    """A letter is plain text: a value stands as it is, on one line."""
    return " ".join(value.split())


_THE_PERSON: Final = re.compile(r"\{\{\s*person\s*\}\}")
PLACES: Final = Places(VARIABLES, as_text=_plain)


def for_all(text: str, values: dict[str, str]) -> str:
    """The text with all words but the addressee's."""
    return PLACES.filled(text, values | {PERSON: "{{ person }}"})


def for_one(text: str, person: str) -> str:
    """The text as one addressee reads it; nothing else in it is filled in any more."""
    name = _plain(person) or f"[{VARIABLES[PERSON]}]"
    return _THE_PERSON.sub(lambda _: name, text)
