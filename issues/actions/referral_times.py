"""How much time departments have for an answer: the default rows, and correcting one."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from accounts.permissions import can_edit_catalog
from issues.models import ReferralTime
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.calendars.models import ReminderPlan
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import Refused

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "referral_times.yaml"
FIELDS: Final[Mapping[str, Any]] = {"amount": 2, "unit": "day", "plan": "referral", "source": "", "tag": ""}
EDITABLE: Final = frozenset({"amount", "unit", "plan"})


@transaction.atomic
def load_referral_times(*, now: datetime) -> int:
    """Add missing rows and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in ReferralTime.objects.select_for_update(of=("self",))}
    changed = 0
    for order, row in enumerate(read_rows(FILE), start=1):
        values = {name: row.get(name, unless) for name, unless in FIELDS.items()} | {"order": order}
        time = known.get(row["code"])
        if time is None:
            ReferralTime(code=row["code"], **values).save(force_insert=True)
            changed += 1
        elif not time.edited and time.apply(**values):
            changed += 1
    return changed


@transaction.atomic
def change_referral_time(*, time: ReferralTime, by: User, now: datetime, **fields: Any) -> ReferralTime:
    """Another time from now on; deadlines that run keep theirs."""
    time = ReferralTime.objects.lock(time.pk)
    can_edit_catalog(by).enforce()
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"Not changed by this action: {', '.join(sorted(unknown))}.")
    require_shape(ReferralTime(**fields), *fields)
    if "plan" in fields and not ReminderPlan.objects.filter(code=fields["plan"]).exists():
        raise Refused("There is no such reminder plan.")
    changes = time.apply(**fields)
    if changes:
        time.apply(edited=True)
        trail.record("issues.referraltime.changed", of=time, by=by, at=now, changes=changes)
    return time
