"""Fields that several forms about people share."""

import zoneinfo
from functools import lru_cache
from typing import Any

from django import forms

from accounts.models import User

AMERICAN = (
    "America/Chicago",
    "America/New_York",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)


@lru_cache(maxsize=1)
def time_zones() -> tuple[tuple[str, Any], ...]:
    """Those of the market's country first, then every other region's."""
    others = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return (
        ("United States", tuple((name, readable(name)) for name in AMERICAN)),
        ("Elsewhere", tuple((name, readable(name)) for name in others if name not in AMERICAN) + (("UTC", "UTC"),)),
    )


def readable(zone: str) -> str:
    return zone.replace("_", " ")


class PersonField(forms.ModelChoiceField):
    """A choice among people; give it a queryset that is narrowed to whom the asking person may choose."""

    def label_from_instance(self, person: User) -> str:
        return f"{person.name}, {person.position}" if person.position else person.name
