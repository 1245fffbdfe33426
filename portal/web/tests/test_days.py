"""Days on pages and in the API stay within what can be counted from."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from rest_framework import serializers

from portal.rest.serializers import DayField as ApiDayField
from portal.rest.serializers import MomentField
from portal.web.days import EARLIEST, LATEST, DayField, within_range


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


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_that_could_be_kept_and_never_read_back_is_refused(moment: str) -> None:
    """In another zone it may lie in the year 10000."""
    with pytest.raises(forms.ValidationError, match="before the year 3000"):
        within_range(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    with pytest.raises(serializers.ValidationError, match=r"before the year 3000|out of range"):
        MomentField().run_validation(f"{moment}:00-00:00")
