"""Loading the default calendars: added once, extended by time, left alone once somebody edited them."""

from collections import OrderedDict
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from portal.audit.models import AuditEvent
from portal.calendars import loading
from portal.calendars.actions.calendars import publish_version
from portal.calendars.actions.catalog import load_calendars
from portal.calendars.models import Calendar, CalendarVersion, Holiday, RecomputeRun
from portal.lifecycle import catalogs
from portal.lifecycle.refusals import Refused
from portal.tests.access.footprint import footprint, written

pytestmark = pytest.mark.django_db

NEXT_YEAR = datetime(2027, 11, 18, 16, 0, tzinfo=UTC)


def test_loading_again_changes_nothing(shipped, now):
    before = footprint()
    assert load_calendars(now=now) == 0
    assert written(before) == []
    assert len(shipped) == 9
    assert not RecomputeRun.objects.exists()


def test_the_command_loads_them(db):
    call_command("load_catalog", verbosity=0)
    assert Calendar.objects.count() == 9
    assert "calendars" in catalogs.load_all(now=NEXT_YEAR)


def test_a_year_later_the_next_year_is_added_and_old_ones_stay(shipped):
    assert load_calendars(now=NEXT_YEAR) == 8
    version, calendar = loading.current("bank")
    assert version.number == 2
    years = set(version.holidays.values_list("day__year", flat=True))
    assert years == set(range(2024, 2031))
    assert calendar.closed_because(date(2030, 7, 4)) == "Independence Day"
    assert RecomputeRun.objects.filter(version=version, started_by=None).count() == 1
    assert AuditEvent.objects.filter(verb="calendars.version.published", by=None).count() == 8
    assert CalendarVersion.objects.get(calendar__code="always").number == 1


def test_a_calendar_edited_here_stays_as_edited(shipped, supervisor, now):
    calendar = shipped["bank"]
    draft = loading.draft_of(calendar.versions.get())
    publish_version(
        calendar=calendar, week=draft.week, zone=draft.zone, holidays=draft.holidays[:-1],
        entered_yearly=draft.entered_yearly, note="Not ours", by=supervisor, now=now,
    )  # fmt: skip
    Calendar.objects.filter(pk=calendar.pk).update(name="Our bank")
    load_calendars(now=NEXT_YEAR)
    assert calendar.versions.current().get().number == 2
    assert Calendar.objects.get(pk=calendar.pk).name == "Our bank"


def test_a_corrected_default_reaches_a_calendar_nobody_edited(shipped, now):
    Calendar.objects.filter(code="bank").update(description="As it was")
    Holiday.objects.filter(version__calendar__code="bank", day=date(2026, 7, 3)).update(counts=True)
    assert load_calendars(now=now) == 1
    assert Calendar.objects.get(code="bank").description != "As it was"
    assert not loading.current("bank")[0].holidays.get(day=date(2026, 7, 3)).counts


def test_each_calendar_is_built_once(shipped, django_assert_num_queries):
    version, calendar = loading.current("ercot-business")
    with django_assert_num_queries(0):
        assert loading.work_calendar(version) is calendar is loading.by_version_id(version.pk)
    ids = list(CalendarVersion.objects.values_list("pk", flat=True))
    loading.many(ids)
    with django_assert_num_queries(0):
        assert set(loading.many(ids)) == set(ids)


def test_the_first_look_at_many_takes_two_statements(shipped, django_assert_num_queries, monkeypatch):
    # Another test of this process may have looked at the same versions.
    monkeypatch.setattr(loading, "_kept", OrderedDict())
    ids = list(CalendarVersion.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):
        built = loading.many(ids)
    assert {calendar.code for calendar in built.values()} == set(shipped)


def test_an_unknown_calendar_is_refused(shipped):
    with pytest.raises(Refused, match="no calendar “moon”"):
        loading.current("moon")
    with pytest.raises(CalendarVersion.DoesNotExist):
        loading.by_version_id(0)
