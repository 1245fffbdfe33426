"""The badge of what is protected in an issue."""

from typing import Any

from django import template

from issues import protected_reading

register = template.Library()


@register.simple_tag
def protection_of(row: Any) -> protected_reading.Badge | None:
    """How a comment or a note is protected, as it was read with its row."""
    return protected_reading.badge(getattr(row, "protected", None))


@register.simple_tag
def protection_of_field(issue: Any, field: str) -> protected_reading.Badge | None:
    """How one structured field is protected, as it was read with the issue."""
    found = protected_reading.badges(getattr(issue, "protected", None))
    return next((one for one in found if one.field == field), None)
