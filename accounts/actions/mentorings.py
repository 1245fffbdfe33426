"""Mentor pairs."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accounts import permissions
from accounts.actions.shadowings import PARTED, end_with
from accounts.models import Mentoring, Shadowing, User
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day


@transaction.atomic
def start_mentoring(
    *, mentor: User, colleague: User, by: User, now: datetime, starts_on: date, ends_on: date | None = None
) -> Mentoring:
    """Pair a colleague with a mentor who knows the work; one mentor at a time."""
    colleague = User.objects.lock(colleague.pk)
    permissions.can_manage_staff(by).enforce()
    if mentor.pk == colleague.pk:
        raise Refused("Nobody mentors themselves.")
    if not mentor.can("participants.mentor"):
        raise Refused("A mentor is an active supervisor or account manager whose level makes mentors, as seniors are.")
    if not colleague.is_active or not colleague.is_staff:
        raise Refused("Only active colleagues are mentored.")
    if ends_on and ends_on < starts_on:
        raise Refused("The last day comes before the first.")
    standing = colleague.mentors.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    if ends_on:
        standing = standing.filter(starts_on__lte=ends_on)
    if other := standing.select_related("mentor").first():
        raise Refused(f"{colleague} has {other.mentor} as mentor in that time; end that first.")
    pair = Mentoring.objects.create(mentor=mentor, colleague=colleague, starts_on=starts_on, ends_on=ends_on)
    trail.record("accounts.mentoring.started", of=pair, by=by, at=now)
    return pair


@transaction.atomic
def end_mentoring(*, mentoring: Mentoring, by: User, now: datetime, ends_on: date) -> Mentoring:
    """Set the last day of a pair."""
    mentoring = Mentoring.objects.lock(mentoring.pk)
    permissions.can_manage_staff(by).enforce()
    if ends_on < mentoring.starts_on:
        raise Refused("The last day comes before the first.")
    changes = mentoring.apply(ends_on=ends_on)
    if ends_on <= market_day(now):
        end_with(Shadowing.objects.filter(mentoring=mentoring), because=PARTED, by=by, now=now)
    if changes:
        trail.record("accounts.mentoring.ended", of=mentoring, by=by, at=now, changes=changes)
    return mentoring
