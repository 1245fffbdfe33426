"""Who an issue goes to when it is opened."""

from datetime import datetime

from accounts.models import User
from accounts.standing_in import away, stand_ins
from issues.models import Category
from participants.choices import AssignmentKind
from participants.models import Assignment, Participant


def default_owner(participant: Participant, category: Category, *, now: datetime) -> User | None:
    """The participant's account manager today, while absent the stand-in; nobody where it has none.

    An issue without an owner stands in the queue of those.
    """
    held = Assignment.objects.of(participant).today().filter(kind=AssignmentKind.PRIMARY).select_related("person")
    assignment = held.annotate(away=away("person", now)).first()
    if assignment is None or not assignment.person.is_active:
        return None
    person = assignment.person
    return stand_ins({person.pk}, now).get(person.pk, person) if assignment.away else person
