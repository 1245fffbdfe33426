"""Complete lists go forward in time: an older one would undo what a newer one told."""

from datetime import date, timedelta

from django.db.models import Max

from participants.actions.imports.plans import Source
from participants.choices import ImportStatus
from participants.models import ImportRun
from portal.lifecycle.refusals import Refused
from portal.web.words import short_day


def newest_list() -> date | None:
    """The report date of the newest complete list that was applied."""
    applied = ImportRun.objects.filter(status=ImportStatus.APPLIED, full_list=True)
    return applied.aggregate(newest=Max("report_date"))["newest"]


def require_newest(source: Source) -> None:
    """Refuse a complete list older than one applied before, or dated in the future. The same one again may come."""
    if not source.full_list or source.listed_on is None:
        return
    # A day's slack: the list may be stamped in another zone than the market's.
    if source.listed_on > source.day + timedelta(days=1):
        raise Refused(f"The list is dated {short_day(source.listed_on)}, which is still to come.")
    newest = newest_list()
    if newest is not None and source.listed_on < newest:
        raise Refused(
            f"The list is of {short_day(source.listed_on)}, but the one of {short_day(newest)} is already imported."
        )
