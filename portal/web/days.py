"""Days as people give them, on pages and in the API: real ones, that one day more or less cannot overflow."""

from datetime import date, datetime
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2999, 12, 31)
IN_RANGE: Final = (
    MinValueValidator(EARLIEST, "Give a day from 1900 on."),
    MaxValueValidator(LATEST, "Give a day before the year 3000."),
)


class DayField(forms.DateField):
    """The browser's own date field."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = list(IN_RANGE)


def within_range(moment: datetime) -> None:
    """The same for a moment: in another zone it may lie a day later, which the last year of all does not have."""
    if not EARLIEST <= moment.date() <= LATEST:
        raise ValidationError("Give a day from 1900 on and before the year 3000.")
