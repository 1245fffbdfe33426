"""Calendars as they ship, for tests that need rows."""

from datetime import datetime

import pytest

from portal.calendars.actions.catalog import load_calendars
from portal.calendars.models import Calendar
from portal.lifecycle.tests.remembered import remembered


@pytest.fixture
def shipped(db: None, now: datetime) -> dict[str, Calendar]:
    """The calendars of the catalog, by code."""
    remembered(load_calendars)(now=now)
    return {row.code: row for row in Calendar.objects.all()}
