"""Correcting a row of the catalogs of forms, lead times, obligations and change procedures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.shape import only_fields, require_shape
from participants.models import ChangeProcedure, Form, LeadTime, ObligationType
from participants.models.catalog_entry import CatalogEntry
from participants.rules.schedules import BadSchedule, check
from portal.audit import trail
from portal.calendars import loading
from portal.documents.choices import Basis, Ends
from portal.documents.models import ProtectionClass
from portal.lifecycle.refusals import Refused

SHARED: Final = frozenset({"source", "tag", "effective_from", "effective_to"})
CHANGEABLE: Final[Mapping[type[CatalogEntry], frozenset[str]]] = {
    Form: SHARED | {"title", "used_by"},
    LeadTime: SHARED | {"rule", "amount", "unit", "calendar", "note"},
    ObligationType: SHARED
    | {"name", "who", "rule", "schedule", "evidence", "notice_days", "filed_in", "proof", "extension_months"},
    ChangeProcedure: SHARED | {"name", "time_rule"},
    ProtectionClass: SHARED | {"name", "examples", "ends", "days", "basis", "two_persons", "names_reader"},
}


@transaction.atomic
def change_entry(*, entry: CatalogEntry, by: User, now: datetime, **fields: Any) -> CatalogEntry:
    """Correct a row; from then on the defaults leave it alone."""
    model = type(entry)
    only_fields(fields, CHANGEABLE[model])
    entry = model.objects.lock(entry.pk)
    permissions.can_edit_catalog(by).enforce()
    wanted = model.objects.get(pk=entry.pk)
    for name, value in fields.items():
        setattr(wanted, name, value)
    require_shape(wanted, *sorted(fields))
    _require_usable(wanted)
    changes = entry.apply(**{name: getattr(wanted, name) for name in fields})
    if changes:
        entry.apply(edited=True)
        trail.record("participants.catalog_entry.changed", of=entry, by=by, at=now, changes=changes)
    return entry


def _require_usable(wanted: CatalogEntry) -> None:
    """What no single field can tell: days in order, a calendar that is there, a schedule that can be worked out."""
    first, last = wanted.effective_from, wanted.effective_to
    if first and last and last < first:
        raise Refused("It would stop being in effect before it begins to be.")
    if isinstance(wanted, LeadTime):
        if wanted.amount < 1:
            raise Refused("A lead time is one day at least.")
        loading.current(wanted.calendar)
    if isinstance(wanted, ProtectionClass):
        counts = wanted.days > 0 and wanted.basis != Basis.NONE
        if counts != (wanted.ends == Ends.DAYS) or (wanted.days > 0) != counts:
            raise Refused("A class that ends after days names their number and what they count from; no other does.")
    if isinstance(wanted, ObligationType):
        _require_schedule(wanted.schedule)


def _require_schedule(schedule: Any) -> None:
    try:
        check(schedule)
    except BadSchedule as error:
        raise Refused(str(error)) from error
    if "calendar" in schedule:
        loading.current(schedule["calendar"])
