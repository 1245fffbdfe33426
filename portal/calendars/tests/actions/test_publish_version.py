"""Publishing a version: what it writes, what it refuses, and that the second of two callers loses."""

from dataclasses import replace
from datetime import date

import pytest
from celery import current_app
from kombu.exceptions import OperationalError

from portal.audit.models import AuditEvent
from portal.calendars import loading, nudges
from portal.calendars.actions.calendars import HolidayDraft, publish_version
from portal.calendars.choices import RecomputeState
from portal.calendars.models import CalendarVersion, Holiday, RecomputeRun
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.tests.access.footprint import footprint, written

pytestmark = pytest.mark.django_db

EXTRA = HolidayDraft(date(2026, 12, 28), "Founders' Day", source="Notice", verified=True)


@pytest.fixture
def calendar(shipped):
    return shipped["ercot-business"]


@pytest.fixture
def arguments(calendar, supervisor, now):
    """A sound change: one holiday more."""
    draft = loading.draft_of(calendar.versions.get())
    return {
        "calendar": calendar,
        "week": draft.week,
        "zone": draft.zone,
        "holidays": [*draft.holidays, EXTRA],
        "entered_yearly": draft.entered_yearly,
        "note": " The board decided. ",
        "by": supervisor,
        "now": now,
    }


def test_the_new_version_holds_and_the_old_one_stays_readable(arguments, calendar, now):
    old = calendar.versions.get()
    run = publish_version(**arguments)
    assert run.version.number == 2
    assert (run.state, run.started_at, run.started_by) == (RecomputeState.QUEUED, now, arguments["by"])
    old.refresh_from_db()
    assert not old.current
    assert run.version.note == "The board decided."
    assert run.version.holidays.count() == old.holidays.count() + 1
    added = Holiday.objects.get(version=run.version, day=EXTRA.day)
    assert (added.name, added.hours, added.counts, added.source, added.verified) == (
        "Founders' Day", [], True, "Notice", True,
    )  # fmt: skip
    assert loading.current("ercot-business")[1].closed_because(EXTRA.day) == "Founders' Day"
    assert loading.by_version_id(old.pk).is_open_on(EXTRA.day)


def test_the_audit_trail_tells_the_change_in_words(arguments, calendar, supervisor, now):
    week = [[["08:00", "12:00"]], *arguments["week"][1:]]
    publish_version(**arguments | {"week": week, "zone": "America/New_York"})
    event = AuditEvent.objects.get(verb="calendars.version.published")
    assert (event.object_ref, event.by, event.reason, event.at) == (
        calendar.ref, supervisor, "The board decided.", now,
    )  # fmt: skip
    assert event.changes == {
        "version": ["1", "2"],
        "time zone": ["America/Chicago", "America/New_York"],
        "Monday": ["08:00-17:00", "08:00-12:00"],
        "2026-12-28": ["", "Founders' Day, closed, verified, Notice"],
    }


def refused(arguments, words, **changes):
    before = footprint()
    with pytest.raises(Refused, match=words) as refusal:
        publish_version(**arguments | changes)
    assert written(before) == []
    return refusal.value


@pytest.mark.parametrize("persona", ["manager", "senior", "specialist", "coordinator", "auditor", "member"])
def test_only_supervisors_publish(persona, request, arguments):
    refusal = refused(arguments, "Only supervisors", by=request.getfixturevalue(persona))
    assert isinstance(refusal, NotPermitted)


def test_what_cannot_be_published_is_refused_and_writes_nothing(arguments):
    same = arguments["holidays"][:-1]
    refused(arguments, "Nothing would change", holidays=same)
    refused(arguments, "Nothing would change", holidays=same[::-1])
    refused(arguments, "would never open", week=[[]] * 7)
    refused(arguments, "Tuesday: 17:00-08:00", week=[[], [["17:00", "08:00"]], *[[]] * 5])
    refused(arguments, "no time zone", zone="Texas")
    refused(arguments, "2026-12-28 is given twice", holidays=[EXTRA, replace(EXTRA, name="Again")])
    refused(arguments, "Say why", note="  ")
    refused(arguments, "Say why", note="x" * 1001)


def test_a_change_made_from_an_older_version_is_refused(arguments):
    publish_version(**arguments | {"base": 1})
    other = [*arguments["holidays"], replace(EXTRA, day=date(2026, 12, 29))]
    refusal = refused(arguments, "published version 2 meanwhile", holidays=other, base=1)
    assert refusal.code == "stale"
    publish_version(**arguments | {"base": 2, "holidays": other})
    assert CalendarVersion.objects.filter(calendar=arguments["calendar"], current=True).get().number == 3


def test_a_worker_is_told_once_it_is_committed(arguments, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda *args, **kwargs: sent.append((args, kwargs["args"])))
    with django_capture_on_commit_callbacks(execute=True):
        run = publish_version(**arguments)
        assert sent == []
    assert sent == [((nudges.RECOMPUTE,), [run.pk])]


def test_a_broker_that_is_away_fails_nothing(arguments, monkeypatch, django_capture_on_commit_callbacks):
    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(current_app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        publish_version(**arguments)
    assert RecomputeRun.objects.filter(state=RecomputeState.QUEUED).count() == 1
