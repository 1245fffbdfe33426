"""Days away, and who acts in the meantime."""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts import permissions
from accounts.choices import Role
from accounts.models import Absence, User
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day


@transaction.atomic
def record_absence(
    *, person: User, stand_in: User, by: User, now: datetime, starts_on: date, ends_on: date, note: str = ""
) -> Absence:
    """Note that a colleague is away from `starts_on` to `ends_on`; the stand-in may act on the same participants."""
    person = User.objects.lock(person.pk)
    permissions.can_record_absence(by, person).enforce()
    if ends_on < starts_on:
        raise Refused("The last day comes before the first.")
    if ends_on < market_day(now):
        raise Refused("These days are over already.")
    _require_stand_in(person, stand_in, starts_on, ends_on)
    away = person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if away:
        raise Refused(f"{person} is noted as away from {away.starts_on:%b %-d} to {away.ends_on:%b %-d} already.")
    absence = Absence.objects.create(
        person=person, stand_in=stand_in, starts_on=starts_on, ends_on=ends_on, note=note.strip()
    )
    days = {"days": ["", f"{starts_on} to {ends_on}"], "stand-in": ["", str(stand_in)]}
    trail.record("accounts.absence.recorded", of=absence, by=by, at=now, changes=days)
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, by: User, now: datetime) -> None:
    """The colleague is back: yesterday was the last day. An absence that has not begun is dropped."""
    absence = Absence.objects.lock(absence.pk)
    permissions.can_record_absence(by, absence.person).enforce()
    today = market_day(now)
    if absence.ends_on < today:
        raise Refused("This absence is over already.")
    if absence.starts_on >= today:
        trail.record("accounts.absence.ended", of=absence, by=by, at=now, reason="It was called off.")
        absence.delete()
        return
    changes = absence.apply(ends_on=today - timedelta(days=1))
    trail.record("accounts.absence.ended", of=absence, by=by, at=now, changes=changes)


def _require_stand_in(person: User, stand_in: User, starts_on: date, ends_on: date) -> None:
    if stand_in.pk == person.pk:
        raise Refused("Nobody stands in for themselves.")
    if not stand_in.is_active or stand_in.role not in (person.role, Role.SUPERVISOR):
        # Whoever stands in acts by their own rights, so the role must carry at least the same ones.
        raise Refused("The stand-in is an active colleague in the same role, or a supervisor.")
    if stand_in.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise Refused(f"{stand_in} is away in that time, too.")
