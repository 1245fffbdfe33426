"""Whom a published session is announced to: organization administrators of the companies it is meant for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from participants.choices import MembershipKind
from participants.models import Membership, Registration
from portal.outbox import posting
from portal.outbox.posting import Draft
from portal.scoping.today import market_day
from training.audience_roles import holders, market_roles
from training.models import CourseSession

KIND: Final = "training.coursesession.invited"
BATCH: Final = 2500


def invite(session: CourseSession, *, now: datetime) -> int:
    """Tell the administrators; returns how many. Four statements, and six for each 2,500 people.

    Each person hears once, for the first of the companies whose administrator that person is.
    """
    people = {one.user_id: one for one in _administrators(roles_meant(session), now)}
    drafts = [
        Draft(KIND, one.user, session, dedupe=f"{KIND}:{session.ref}", participant_id=one.participant_id)
        for one in people.values()
    ]
    for start in range(0, len(drafts), BATCH):
        posting.post_many(drafts[start : start + BATCH], now=now)
    return len(drafts)


def how_many(session: CourseSession, *, now: datetime) -> int:
    """How many people `invite` would tell, before anybody is told."""
    return len({one.user_id for one in _administrators(roles_meant(session), now)})


def roles_meant(session: CourseSession) -> list[str]:
    """The session's audience; where it is for everybody, the roles that the course is recommended to, if any."""
    return session.audience or list(session.course.recommendations.values_list("role__code", flat=True))


def _administrators(roles: Iterable[str], now: datetime) -> Iterable[Membership]:
    registrations = Registration.objects.standing()
    if roles:
        registrations = registrations.filter(role__code__in=holders(roles, market_roles()))
    rows = Membership.objects.filter(kind=MembershipKind.ADMIN, narrowed=False, user__is_active=True)
    rows = rows.valid_on(market_day(now)).filter(participant__joined_into=None)
    rows = rows.filter(participant__in=registrations.order_by().values("participant"))
    return rows.select_related("user").order_by("-pk")
