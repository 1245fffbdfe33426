"""The demo world's sessions: planned, announced, full, held or canceled, and who comes, by the same actions."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from participants.access import acting_as
from participants.models import Contact, Membership, Participant
from portal.scoping.today import MARKET_ZONE, market_day
from training.actions.demo_outcomes import fill_certificates, fill_outcome
from training.actions.enrolling import approve_enrollment, decline_enrollment, enroll
from training.actions.groups import enroll_group
from training.actions.sessions import add_session, cancel_session, publish_session
from training.actions.withdrawing import withdraw
from training.models import Course, CourseSession, Enrollment

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "sessions.yaml"
BEGINS, ENDS = time(8, 30), time(16, 30)
SATURDAY: Final = 5


def fill_sessions(*, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    fill_certificates(told, staff["training"], now=now)
    for row in told["sessions"]:
        session = _planned(row, staff, now)
        for people in row.get("people", ()):
            _enter(session, people, staff, now + timedelta(days=people["at"]))
        for step in row.get("then", ()):
            _step(session, step, staff, now + timedelta(days=step["at"]))
        if "cancel" in row:
            at = now + timedelta(days=row["cancel"]["at"])
            cancel_session(session=session, by=staff["training"], now=at, reason=row["cancel"]["reason"])
        if "outcome" in row:
            fill_outcome(session, row, staff["training"], now=now)


def days_of(begins: int, count: int, now: datetime) -> list[tuple[datetime, datetime]]:
    """So many days one after the other, none of them on a weekend."""
    day, found = market_day(now) + timedelta(days=begins), []
    while len(found) < count:
        if day.weekday() < SATURDAY:
            found.append(tuple(datetime.combine(day, hour, MARKET_ZONE) for hour in (BEGINS, ENDS)))
        day += timedelta(days=1)
    return found


def _planned(row: dict[str, Any], staff: dict[str, User], now: datetime) -> CourseSession:
    by, at = staff["training"], now + timedelta(days=row["planned"])
    session = add_session(
        course=Course.objects.get(code=row["course"]),
        format=row["format"],
        days=days_of(row["begins"], row.get("days", 1), now),
        place=row.get("place", ""),
        seats=row["seats"],
        link_url=row.get("link", ""),
        link_note=row.get("link_note", ""),
        need_approval=row.get("approval", False),
        audience=row.get("audience", ()),
        note=row.get("note", ""),
        instructors=[staff.get(one, one) for one in row.get("instructors", ())],
        by=by,
        now=at,
    )
    if "draft" in row:
        return session
    return publish_session(session=session, by=by, now=at + timedelta(hours=2), invite=row.get("invite", False))


def _enter(session: CourseSession, people: dict[str, Any], staff: dict[str, User], at: datetime) -> None:
    """Oneself, an administrator so many colleagues, or the staff so many people of a company."""
    if "user" not in people:
        company = Participant.objects.get(name=people["company"])
        for contact in _free(session, company, people["contacts"]):
            enroll(session=session, participant=company, contact=contact, by=staff[people["by"]], now=at)
        return
    person = User.objects.get(email=people["user"])
    company = Membership.objects.get(user=person).participant
    contacts = _free(session, company, people.get("contacts", 0))
    with acting_as(person, company.pk, now=at):
        given = {"session": session, "participant": company, "by": person, "now": at}
        if people.get("together"):
            enroll_group(contacts=contacts, together=True, **given)
        else:
            for contact in contacts or [None]:
                enroll(contact=contact, **given)


def _free(session: CourseSession, company: Participant, count: int) -> list[Contact]:
    """The company's first people without a login who are not in the session yet."""
    rows = Contact.objects.active().of(company).filter(user=None)
    rows = rows.exclude(pk__in=Enrollment.objects.filter(session=session).values("contact"))
    return list(rows.order_by("pk")[:count])


def _step(session: CourseSession, step: dict[str, Any], staff: dict[str, User], at: datetime) -> None:
    word = next(one for one in STEPS if one in step)
    enrollment = Enrollment.objects.filter(session=session).order_by("pk")[step[word] - 1]
    given = {"reason": step["reason"]} if "reason" in step else {}
    STEPS[word](enrollment=enrollment, by=staff[step.get("by", "training")], now=at, **given)


STEPS: Final[dict[str, Callable[..., Enrollment]]] = {
    "withdraw": withdraw,
    "approve": approve_enrollment,
    "decline": decline_enrollment,
}
