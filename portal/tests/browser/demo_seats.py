"""A session for the crawl, with a seat of Prairie Lantern's analyst, and somebody of theirs in the line."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from participants.models import Contact, Participant
from portal.testing import acting
from training.actions.enrolling import enroll
from training.actions.sessions import add_session, publish_session
from training.models import Course


def seats_of(company: str, by: User, now: datetime) -> dict[str, Any]:
    """By the names under which addresses call for them."""
    begins = (now + timedelta(days=40)).replace(hour=15, minute=0, second=0, microsecond=0)
    days = [(begins + timedelta(days=one), begins + timedelta(days=one, hours=6)) for one in range(2)]
    session = add_session(
        course=Course.objects.get(code="WMO-RT"), format="online", days=days, seats=1, note="Read chapter one before.",
        link_url="https://join.example/room", instructors=[by, "Prof. Ann Outside"], by=by, now=now,
    )  # fmt: skip
    publish_session(session=session, by=by, now=now)
    participant = Participant.objects.get(name=company)
    analyst = acting(User.objects.get(email="analyst@prairielantern.example"))
    enrollment = enroll(session=session, participant=participant, by=analyst, now=now)
    other = Contact.objects.active().filter(participant=participant, user=None).earliest("pk")
    enroll(session=session, participant=participant, contact=other, by=by, now=now)
    return {"session": session, "enrollment": enrollment}
