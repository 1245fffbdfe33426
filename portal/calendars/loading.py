"""From the rows of a version to the calendar the engine works with. Versions never change, so each is built once."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Final

from django.db.models import Prefetch, QuerySet

from portal.calendars import weeks
from portal.calendars.drafts import Draft, HolidayDraft
from portal.calendars.models import CalendarVersion
from portal.calendars.week import WorkCalendar
from portal.lifecycle.refusals import Refused

# Each remembers the days it was asked for, so only those in use are kept.
MOST_KEPT: Final = 64

_kept: OrderedDict[int, WorkCalendar] = OrderedDict()
_lock = Lock()


def work_calendar(version: CalendarVersion) -> WorkCalendar:
    """The working calendar of a version; built, where it is not known yet, of what the row has fetched already."""
    return _remembered(version.pk) or _built(version)


def by_version_id(pk: int) -> WorkCalendar:
    """The working calendar of the version with that key; no statement once it is known."""
    return many([pk])[pk]


def many(version_ids: Iterable[int]) -> dict[int, WorkCalendar]:
    """The working calendars of several versions; two statements for all that are not known yet."""
    wanted = set(version_ids)
    found = {pk: calendar for pk in wanted if (calendar := _remembered(pk)) is not None}
    if wanted - found.keys():
        rows = CalendarVersion.objects.select_related("calendar").prefetch_related("holidays")
        for version in rows.filter(pk__in=wanted - found.keys()):
            found[version.pk] = _built(version)
    if gone := wanted - found.keys():
        raise CalendarVersion.DoesNotExist(f"There is no version {sorted(gone)}.")
    return found


def current(code: str) -> tuple[CalendarVersion, WorkCalendar]:
    """The version of a calendar that holds now, and its working calendar; `Refused` for an unknown code."""
    version = CalendarVersion.objects.current().select_related("calendar").filter(calendar__code=code).first()
    if version is None:
        raise Refused(f"There is no calendar “{code[:60]}”.", code="unknown_calendar")
    return version, work_calendar(version)


def current_of(codes: Iterable[str]) -> dict[str, WorkCalendar]:
    """The working calendars that hold now, by code: one statement, two for those not known yet."""
    wanted = set(codes)
    versions = {
        row.calendar.code: row
        for row in CalendarVersion.objects.current().select_related("calendar").filter(calendar__code__in=wanted)
    }
    if unknown := sorted(wanted - versions.keys()):
        raise Refused(f"There is no calendar “{unknown[0][:60]}”.", code="unknown_calendar")
    return {code: work_calendar(version) for code, version in versions.items()}


def draft_of(version: CalendarVersion) -> Draft:
    """All that a version consists of, as plain values; reads its holidays."""
    holidays = tuple(
        HolidayDraft(one.day, one.name, weeks.day_from_json(one.hours), one.counts, one.source, one.verified)
        for one in version.holidays.all()
    )
    return Draft(version.zone, version.week, holidays, version.entered_yearly)


def held() -> Prefetch:
    """For `prefetch_related` of calendars: the version that holds now with its holidays, as the list `held`."""
    return Prefetch("versions", CalendarVersion.objects.current().prefetch_related("holidays"), to_attr="held")


def held_versions() -> QuerySet[CalendarVersion]:
    """All versions that hold now, with their calendars and holidays, in the order of the calendars; two statements."""
    rows = CalendarVersion.objects.current().select_related("calendar").prefetch_related("holidays")
    return rows.order_by("calendar__order", "calendar__code")


def _built(version: CalendarVersion) -> WorkCalendar:
    return _remember(version.pk, draft_of(version).work_calendar(version.calendar, version.number))


def _remembered(pk: int) -> WorkCalendar | None:
    with _lock:
        calendar = _kept.get(pk)
        if calendar is not None:
            _kept.move_to_end(pk)
        return calendar


def _remember(pk: int, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar under that key: another thread's, if that was quicker."""
    with _lock:
        calendar = _kept.setdefault(pk, calendar)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return calendar
