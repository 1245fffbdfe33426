"""Days on pages and in the API stay within what can be counted from."""

from datetime import date

import pytest
from django import forms
from rest_framework import serializers

from portal.rest.serializers import DayField as ApiDayField
from portal.web.days import EARLIEST, LATEST, DayField


@pytest.mark.parametrize("day", [EARLIEST, LATEST, date(2026, 11, 23)])
def test_real_days_pass(day: date) -> None:
    assert DayField().clean(day.isoformat()) == day
    assert ApiDayField().run_validation(day.isoformat()) == day


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_days_nobody_means_are_refused_in_words(day: str) -> None:
    with pytest.raises(forms.ValidationError, match="Give a day"):
        DayField().clean(day)
    with pytest.raises(serializers.ValidationError, match="Give a day"):
        ApiDayField().run_validation(day)
