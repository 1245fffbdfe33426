"""Who accompanies whom on a day, with stand-ins."""

from datetime import datetime
from typing import Any

from accounts.choices import Role
from accounts.models import Mentoring, User
from accounts.standing_in import stand_ins
from portal.scoping.today import market_day


def mentor_of(person: Any, now: datetime) -> User | None:
    """The mentor of the market's day, while that account is active."""
    pairs = Mentoring.objects.on(market_day(now)).filter(colleague=person, mentor__is_active=True)
    pair = pairs.select_related("mentor").first()
    return pair.mentor if pair is not None else None


def acting_mentor(person: Any, now: datetime) -> User | None:
    """The mentor, or who stands in; never the person."""
    mentor = mentor_of(person, now)
    if mentor is None:
        return None
    acting = stand_ins({mentor.pk}, now).get(mentor.pk, mentor)
    return acting if acting.pk != person.pk else mentor


def who_may_release_for(person: Any, now: datetime) -> list[User]:
    """The mentor and who stands in for an absent one; without a mentor every account manager whose level makes mentors,
    without one of those the supervisors."""
    if (mentor := mentor_of(person, now)) is not None:
        acting = acting_mentor(person, now)
        return [mentor] if acting == mentor else [acting, mentor]
    able = list(User.objects.who_can("participants.mentor").exclude(pk=person.pk).order_by("name", "id"))
    managers = [one for one in able if one.role == Role.ACCOUNT_MANAGER]
    return managers or [one for one in able if one.role == Role.SUPERVISOR]
