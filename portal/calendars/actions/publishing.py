"""Writing a version: the step that the catalog and people's changes share. The calendar is locked by the caller."""

from datetime import datetime
from typing import Any, Final

from portal.audit import trail
from portal.calendars import drafts, nudges, weeks
from portal.calendars.drafts import Draft
from portal.calendars.loading import draft_of
from portal.calendars.models import Calendar, CalendarVersion, Holiday, RecomputeRun

PUBLISHED: Final = "calendars.version.published"
BATCH: Final = 1000


def first_version(*, calendar: Calendar, draft: Draft, note: str, now: datetime) -> CalendarVersion:
    """The version a calendar begins with; no clock can run by it yet."""
    return _write(calendar, 1, draft, note, None, now)


def next_version(*, calendar: Calendar, draft: Draft, note: str, by: Any, now: datetime) -> RecomputeRun:
    """The version that holds from now on, and the run that works out its open clocks anew, in the background."""
    before = calendar.versions.current().get()
    changes = drafts.differences(draft_of(before), draft)
    CalendarVersion.objects.filter(pk=before.pk).update(current=False)
    version = _write(calendar, before.number + 1, draft, note, by, now)
    run = RecomputeRun.objects.create(version=version, started_by=by, started_at=now)
    told = {"version": [str(before.number), str(version.number)]} | changes
    trail.record(PUBLISHED, of=calendar, by=by, at=now, changes=told, reason=note)
    nudges.recompute(run)
    return run


def _write(calendar: Calendar, number: int, draft: Draft, note: str, by: Any, now: datetime) -> CalendarVersion:
    version = CalendarVersion.objects.create(
        calendar=calendar,
        number=number,
        zone=draft.zone,
        week=weeks.to_json(draft.week),
        entered_yearly=dict(draft.entered_yearly),
        note=note,
        published_at=now,
        published_by=by,
    )
    Holiday.objects.bulk_create(
        [
            Holiday(
                version=version,
                day=one.day,
                name=one.name,
                hours=weeks.day_to_json(one.hours),
                counts=one.counts,
                source=one.source,
                verified=one.verified,
            )
            for one in draft.holidays
        ],
        batch_size=BATCH,
    )
    return version
