"""How much each account manager looks after: for a fair proposal, in one statement."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from accounts.choices import Role
from accounts.models import Absence, User
from participants.choices import AssignmentKind
from participants.models import Assignment
from participants.rules.application_moves import TO_DECIDE
from participants.rules.managing import Load, fairest
from portal.scoping.today import market_day


def loads(now: datetime) -> list[Load]:
    """Active account managers by name, with today's participants and the applications waiting for them."""
    day = market_day(now)
    held = Assignment.objects.on(day).filter(kind=AssignmentKind.PRIMARY, participant__joined_into=None)
    away = Absence.objects.filter(person=OuterRef("pk"), starts_on__lte=day, ends_on__gte=day)
    people = User.objects.active().filter(role=Role.ACCOUNT_MANAGER).order_by("name", "id")
    rows = people.annotate(
        held=Count("assignments", filter=Q(assignments__in=held.values("pk")), distinct=True),
        waiting=Count("applications", filter=Q(applications__state__in=TO_DECIDE), distinct=True),
        away=Exists(away),
    )
    return [Load(person, person.held, person.waiting, person.away) for person in rows]


def proposed(now: datetime) -> User | None:
    """Whoever should look after the next newcomer; None while there is no account manager."""
    load = fairest(loads(now))
    return load.person if load else None
