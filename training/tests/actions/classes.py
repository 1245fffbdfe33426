"""What tests of sessions need: the calendars, full sessions, people, and what the counters must say."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from participants.models import Contact, Participant
from participants.tests.factories import ContactFactory
from portal.calendars.actions.catalog import load_calendars
from portal.lifecycle.tests.remembered import remembered
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping import wall
from training.actions.enrolling import enroll
from training.choices import EnrollmentState
from training.models import CourseSession, Enrollment


@remembered
def load_deadlines(now: datetime) -> None:
    """The shipped calendars."""
    load_calendars(now=now)


def people(participant: Participant, count: int) -> list[Contact]:
    return [ContactFactory(participant=participant) for _ in range(count)]


def entered(session: CourseSession, contacts: Iterable[Contact], *, by: Any, now: datetime) -> list[Enrollment]:
    """Each enrolled by somebody of the staff, in this order."""
    return [
        enroll(session=session, participant=contact.participant, contact=contact, by=by, now=now)
        for contact in contacts
    ]


def states(session: CourseSession) -> list[str]:
    """The states in the order in which people were entered."""
    return list(Enrollment.objects.filter(session=session).order_by("pk").values_list("state", flat=True))


def require_true_counters(session: CourseSession) -> None:
    """What the session says of its seats is what its enrollments say."""
    session.refresh_from_db()
    rows = Enrollment.objects.filter(session=session)
    assert session.seats_taken == rows.holding_seats().count()
    assert session.waiting == rows.filter(state=EnrollmentState.WAITING).count()
    assert session.seats is None or session.seats_taken <= session.seats


def words(enrollment: Enrollment) -> list[str]:
    """The reasons of its steps, the first one first."""
    return list(enrollment.steps.order_by("pk").values_list("reason", flat=True))


def told(kind: str) -> list[str]:
    """Who hears of a kind of news: users by their address, people without an account as that of their contact."""
    kind = f"training.{kind}"
    users = Notification.objects.filter(kind=kind).values_list("recipient__email", flat=True)
    bare = OutboundMessage.objects.filter(kind=kind, recipient=None).values_list("address", flat=True)
    return sorted([*users, *bare])


def inside(user: Any, action: Any, **arguments: Any) -> Any:
    """Run an action as a request of a participant's user would: inside the wall."""
    with wall.inside(user.acting_for):
        return action(by=user, **arguments)
