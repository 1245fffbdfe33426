"""What the cards of the dashboard are made of: figures, and the addresses of lists narrowed as the dashboard is."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Number:
    """A figure and the address of exactly the rows it counts; `value` is a number, or words of a bounded count."""

    label: str
    value: Any
    url: str = ""
    css: str = ""


class Addresses:
    """Lists narrowed as the dashboard is."""

    def __init__(self, team: str) -> None:
        self.team = {"team": team} if team else {}

    def of(self, name: str, *args: str, **query: Any) -> str:
        asked = {key: str(value) for key, value in query.items() if value not in (None, "")} | self.team
        return reverse(name, args=args) + (f"?{urlencode(asked)}" if asked else "")

    def everybody(self, name: str, *args: str, **query: Any) -> str:
        """Of what belongs to no participant."""
        return reverse(name, args=args) + (f"?{urlencode(query)}" if query else "")


def as_number(value: Any) -> int:
    return value if isinstance(value, int) else int(value.replace(",", "").rstrip("+") or 0)
