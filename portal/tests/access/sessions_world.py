"""An announced session for the walks over all addresses, with people of each company in it."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.models import User
from training.actions.enrolling import enroll
from training.models import CourseSession, SessionLink
from training.tests.factories import SessionDayFactory, SessionFactory


def furnish_sessions(*companies: SimpleNamespace, now: datetime, by: User) -> CourseSession:
    """A session with one seat: the user of the first company has it, all the others wait."""
    begins = (now + timedelta(30)).replace(minute=0, second=0, microsecond=0)
    session = SessionFactory(starts_at=begins, seats=1, format="online", place="")
    SessionDayFactory(session=session)
    SessionLink.objects.create(session=session, url="https://join.example/session")
    for rows in companies:
        own = {"session": session, "participant": rows.participant, "now": now}
        rows.enrollment = enroll(by=rows.user, **own)
        rows.waiting = enroll(contact=rows.contact, reason=f"{rows.contact.name} asked for it", by=by, **own)
    return session
