"""What messages and clocks of training are about, and the kinds of messages.

A subject line is the kind and a reference, never a name or a text.
"""

from typing import Any, Final

from django.db.models import QuerySet

from portal.calendars import followers
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import Severity
from training.actions.offer_clocks import follow_clocks
from training.models import CourseSession, Enrollment

FOLDER: Final = "outbox/training"
NORMAL, HIGH = Severity.NORMAL, Severity.HIGH
KINDS: Final = (
    ("enrollment.requested", "Enrollment to approve", NORMAL, "staff"),
    ("enrollment.seated", "You are enrolled", NORMAL, "both"),
    ("enrollment.waiting", "On the waiting list", NORMAL, "both"),
    ("enrollment.offered", "A seat is offered", HIGH, "both"),
    ("enrollment.lapsed", "The offer of a seat expired", NORMAL, "both"),
    ("enrollment.declined", "Enrollment not approved", NORMAL, "both"),
    ("enrollment.withdrawn", "Withdrawn from a session", NORMAL, "both"),
    ("enrollment.changed", "A session changed", HIGH, "both"),
    ("enrollment.canceled", "Session does not take place for you", HIGH, "both"),
    ("enrollment.ahead", "A session begins soon", NORMAL, "both"),
    ("coursesession.invited", "A session for your company", NORMAL, "participant"),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register("training.coursesession", _sessions)
    subjects.register("training.enrollment", _enrollments)
    subjects.register_addressee("training.enrollment", _of_people_without_account, address_of=_address_of)
    followers.register("training.enrollment", follow_clocks)
    for verb, label, severity, audience in KINDS:
        code = f"training.{verb}"
        template = f"{FOLDER}/{verb.replace('.', '_')}"
        kinds.register(code, label=label, severity=severity, audience=audience, template=template)


def _sessions(user: Any) -> QuerySet[CourseSession]:
    return CourseSession.objects.visible_to(user).select_related("course").prefetch_related("days")


def _enrollments(user: Any) -> QuerySet[Enrollment]:
    return _with_all(Enrollment.objects.visible_to(user))


def _of_people_without_account() -> QuerySet[Enrollment]:
    """Of those alone whose person never signs in: news goes to the contact's own address."""
    return _with_all(Enrollment.objects.filter(contact__user=None, contact__active=True))


def _address_of(row: Enrollment) -> str:
    return row.contact.email


def _with_all(rows: QuerySet[Enrollment]) -> QuerySet[Enrollment]:
    """With all that messages name; the link is there only for whom the wall shows it."""
    return rows.select_related("contact", "participant", "session__course", "session__link").prefetch_related(
        "session__days"
    )
