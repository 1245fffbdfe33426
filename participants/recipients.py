"""Who hears of what happens to a registration: the participant's people whom it concerns, and who looks after them."""

from datetime import datetime

from accounts.models import User
from participants.checklist_people import account_managers_of, people_of_registrations
from participants.models import Registration
from portal.scoping.today import market_day


def of_registration(registration: Registration, *, but: User | None, now: datetime) -> list[User]:
    """Both sides, without whoever did it."""
    staff = account_managers_of([registration.participant_id], market_day(now))
    people = members_of(registration, now) + staff.get(registration.participant_id, [])
    return [person for person in dict.fromkeys(people) if but is None or person.pk != but.pk]


def members_of(registration: Registration, now: datetime) -> list[User]:
    """The participant's active users whose membership covers the registration on that day."""
    return people_of_registrations([registration], market_day(now))[registration.pk]
