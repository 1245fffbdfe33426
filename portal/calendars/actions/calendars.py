"""Changing a calendar: every change is a new version, and the clocks that run by it are worked out anew."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from portal.calendars import drafts, permissions
from portal.calendars.actions.publishing import next_version
from portal.calendars.drafts import Draft, HolidayDraft
from portal.calendars.loading import draft_of
from portal.calendars.models import Calendar, RecomputeRun
from portal.calendars.weeks import BadHours
from portal.lifecycle.refusals import Refused

__all__ = ["STALE", "HolidayDraft", "publish_version", "require_publishable"]

STALE: Final = "stale"
UNCHANGED: Final = "Nothing would change: this is how the calendar is already."
WHY: Final = "Say why the calendar changes, in at most 1,000 characters; it stands beside every date that moves."


@transaction.atomic
def publish_version(
    *,
    calendar: Calendar,
    week: Any,
    zone: str,
    holidays: Iterable[HolidayDraft],
    entered_yearly: Mapping[str, int],
    note: str,
    by: Any,
    now: datetime,
    base: int | None = None,
) -> RecomputeRun:
    """Publish a new version, which holds from now on; returns the run that moves the open clocks.

    `week` lists the hours of each weekday, Monday first, as stored. `base` is the version the change was made from:
    refused when somebody published another one meanwhile.
    """
    calendar = Calendar.objects.lock(calendar.pk)
    permissions.can_edit(by).enforce()
    try:
        draft = Draft(zone, week, tuple(holidays), entered_yearly)
    except BadHours as error:
        raise Refused(str(error)) from error
    require_publishable(calendar, draft, base)
    note = note.strip()
    if not note or len(note) > drafts.LONGEST_NOTE:
        raise Refused(WHY)
    return next_version(calendar=calendar, draft=draft, note=note, by=by, now=now)


def require_publishable(calendar: Calendar, draft: Draft, base: int | None = None) -> dict[str, list[str]]:
    """What the draft changes, in words; `Refused` when it cannot be published. Asked by the preview as well."""
    present = calendar.versions.current().get()
    if base is not None and base != present.number:
        raise Refused(
            f"Somebody published version {present.number} meanwhile; begin again from what holds now.", code=STALE
        )
    drafts.require_sound(draft)
    changes = drafts.differences(draft_of(present), draft)
    if not changes:
        raise Refused(UNCHANGED)
    return changes
