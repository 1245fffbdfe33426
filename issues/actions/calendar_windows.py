"""Dispute windows follow the market's calendar: reckoned anew once it was published anew."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import InterfaceError, OperationalError, transaction

from issues.actions.dispute_windows import counting, look_again
from issues.dispute_reckoning import CALENDAR
from issues.models import DisputeWindow
from portal.calendars.models import CalendarVersion
from portal.lifecycle.batches import batches

logger = logging.getLogger(__name__)

BATCH: Final = 200
# Whoever looked while the version was being published may have found the one before.
PUBLISHING: Final = timedelta(minutes=1)


def follow_calendar(*, now: datetime) -> int:
    """Sweep: windows that were reckoned before the calendar's version that holds; returns how many changed.

    Some at a time; where that fails, one by one. What cannot be reckoned is left as it is until the next version.
    """
    version = CalendarVersion.objects.current().filter(calendar__code=CALENDAR).select_related("published_by").first()
    if version is None:
        return 0
    until = min(version.published_at + PUBLISHING, now)
    behind = DisputeWindow.objects.filter(looked_at__lt=until, issue__in=counting())
    return sum(_follow([row.issue_id for row in rows], version, now) for rows in batches(behind.only("issue"), BATCH))


def _follow(issues: list[int], version: CalendarVersion, now: datetime) -> int:
    try:
        return _look(issues, version, now)
    except (OperationalError, InterfaceError):
        # The database itself is in trouble: the next sweep finds all of it again.
        raise
    except Exception:
        if len(issues) > 1:
            return sum(_follow([issue], version, now) for issue in issues)
        logger.exception("The dispute window of issue %s cannot be reckoned under %s.", issues[0], version)
        DisputeWindow.objects.filter(issue__in=issues).update(looked_at=now)
        return 0


@transaction.atomic
def _look(issues: Iterable[int], version: CalendarVersion, now: datetime) -> int:
    """Whoever works on one of the issues just now keeps it; the next sweep finds its window."""
    rows = counting().filter(pk__in=issues).select_related("participant").order_by("pk")
    held = list(rows.select_for_update(of=("self",), skip_locked=True))
    reason = f"The calendar was published anew (version {version.number}): {version.note}"
    return look_again(held, by=version.published_by, now=now, reason=reason[:1000], tell=True)
