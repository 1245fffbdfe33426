"""The places in a template of letters where words of the addressee go. Pure."""

from typing import Final

from portal.lifecycle.places import Places

VARIABLES: Final[dict[str, str]] = {
    "person": "the addressee's name",
    "title": "the addressee's job title",
    "participant": "the participant's name",
    "manager": "the account manager's name",
    "today": "today's date",
    "next_obligation": "what is due next",
    "next_obligation_on": "when that is due",
    "open_checklists": "the number of open checklists",
    "me": "your own name",
    "my_phone": "your phone number",
}
# What differs from addressee to addressee; all else is filled in before the text is corrected.
OF_ADDRESSEE: Final = ("person", "title")


def _plain(value: str) -> str:
    """A letter is plain text: a value stands as it is, on one line."""
    return " ".join(value.split())


PLACES: Final = Places(VARIABLES, as_text=_plain)
