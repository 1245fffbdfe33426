"""The duty roster: shifts are added and removed by supervisors."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from accounts.models import User
from issues.models import DutyShift
from issues.permissions.targets import can_oversee
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

UNABLE: Final = "Only active account managers and supervisors can be on duty."
BACKWARDS: Final = "A shift ends after it begins."
PAST: Final = "A shift that is over is history: it stays."
TOO_LONG: Final = "A shift lasts two weeks at most."
TAKEN: Final = {"duty_shift_one_at_once": "Somebody else is on duty in that time already."}
LONGEST: Final = timedelta(days=14)


@transaction.atomic
def add_shift(*, person: User, starts_at: datetime, ends_at: datetime, by: User, now: datetime) -> DutyShift:
    """Somebody is on duty from an instant until another; nobody else at the same time."""
    can_oversee(by).enforce()
    if not person.is_active or not person.can("issues.work"):
        raise Refused(UNABLE)
    if ends_at <= starts_at:
        raise Refused(BACKWARDS)
    if ends_at <= now:
        raise Refused(PAST)
    if ends_at - starts_at > LONGEST:
        raise Refused(TOO_LONG)
    shift = DutyShift(person=person, starts_at=starts_at, ends_at=ends_at)
    with refusing(TAKEN):
        shift.save(force_insert=True)
    trail.record("issues.duty.added", of=shift, by=by, at=now, changes=_told(shift))
    return shift


@transaction.atomic
def remove_shift(*, shift: DutyShift, by: User, now: datetime) -> DutyShift:
    """The rest of a shift is free for somebody else; what is past of it stays."""
    shift = DutyShift.objects.lock(shift.pk)
    can_oversee(by).enforce()
    if shift.ends_at <= now:
        raise Refused(PAST)
    trail.record("issues.duty.removed", of=shift, by=by, at=now, changes=_told(shift))
    if shift.starts_at < now:
        shift.apply(ends_at=now)
    else:
        shift.delete()
    return shift


def _told(shift: DutyShift) -> dict[str, list[str]]:
    return {
        "person": ["", shift.person.name],
        "from": ["", shift.starts_at.isoformat()],
        "until": ["", shift.ends_at.isoformat()],
    }
