"""Who hears of what happens to a registration: the participant's people whom it concerns, and who looks after them."""

from datetime import datetime

from django.db.models import Q

from accounts.models import User
from participants.choices import AssignmentKind
from participants.models import Assignment, Membership, Registration
from portal.scoping.today import market_day

LOOK_AFTER = (AssignmentKind.PRIMARY, AssignmentKind.BACKUP)


def of_registration(registration: Registration, *, but: User | None, now: datetime) -> list[User]:
    """Both sides, without whoever did it."""
    people = members_of(registration, now) + staff_of(registration, now)
    return [person for person in dict.fromkeys(people) if but is None or person.pk != but.pk]


def members_of(registration: Registration, now: datetime) -> list[User]:
    """The participant's active users whose membership covers the registration on that day."""
    covered = Q(narrowed=False) | Q(registrations=registration.pk)
    rows = Membership.objects.filter(covered, participant=registration.participant_id, user__is_active=True)
    return [row.user for row in rows.valid_on(market_day(now)).select_related("user").order_by("user_id").distinct()]


def staff_of(registration: Registration, now: datetime) -> list[User]:
    """The account manager and the backup on that day."""
    rows = Assignment.objects.on(market_day(now)).filter(participant=registration.participant_id, kind__in=LOOK_AFTER)
    return [row.person for row in rows.filter(person__is_active=True).select_related("person").order_by("id")]
