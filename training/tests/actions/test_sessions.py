"""Planning, changing, announcing and ending sessions; who is told what."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.choices import MembershipKind
from participants.tests.factories import (
    MarketRoleFactory,
    MembershipFactory,
    ParticipantFactory,
    RegistrationFactory,
)
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.calendars.tests.almanac import at
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.outbox.models import Notification
from training.actions.enrolling import enroll
from training.actions.reminding import remind
from training.actions.session_ends import finish_sessions
from training.actions.sessions import add_session, cancel_session, change_session, finish_session, publish_session
from training.actions.withdrawing import withdraw
from training.choices import Format, SessionState
from training.models import CourseSession, Enrollment, SessionLink
from training.tests.actions.classes import (
    entered,
    inside,
    load_deadlines,
    people,
    require_true_counters,
    states,
    told,
)
from training.tests.factories import CourseFactory, CourseVersionFactory
from training.tests.outcome_factories import AttendanceFactory

pytestmark = pytest.mark.django_db

DAYS = [(at("2027-02-09 08:30"), at("2027-02-09 16:30")), (at("2027-02-10 08:30"), at("2027-02-10 12:00"))]
LINK = "https://meet.iso.example/room-7"


@pytest.fixture(autouse=True)
def calendars(now: datetime) -> None:
    load_deadlines(now)


@pytest.fixture
def planned(coordinator: User, now: datetime) -> CourseSession:
    return add_session(
        course=CourseFactory(), by=coordinator, now=now, format=Format.ONLINE, days=DAYS, seats=3, link_url=LINK,
        link_note="Code 1234", instructors=[coordinator, "Dr. Vera Outside"], note="Bring a laptop.",
    )  # fmt: skip


@pytest.fixture
def published(planned: CourseSession, coordinator: User, now: datetime) -> CourseSession:
    return publish_session(session=planned, by=coordinator, now=now)


def facts_of(kind: str) -> list[Any]:
    return list(Notification.objects.filter(kind=f"training.{kind}").order_by("pk").values_list("facts", flat=True))


def test_a_session_is_planned_with_all_its_parts(planned: CourseSession, coordinator: User) -> None:
    planned.refresh_from_db()
    assert (planned.state, planned.starts_at, planned.ends_at) == (SessionState.DRAFT, DAYS[0][0], DAYS[1][1])
    assert planned.days.count() == 2
    assert list(planned.instructors.values_list("name", "person")) == [
        (coordinator.name, coordinator.pk), ("Dr. Vera Outside", None),
    ]  # fmt: skip
    assert (planned.link.url, planned.version.number) == (LINK, 1)
    assert AuditEvent.objects.get(verb="training.session.added").object_ref == planned.ref


def test_it_keeps_the_version_in_effect_on_its_first_day(coordinator: User, now: datetime) -> None:
    course = CourseFactory()
    first = CourseVersionFactory(course=course)
    CourseVersionFactory(course=course, number=2, effective_from=DAYS[0][0].date() + timedelta(days=1))
    terms = {"by": coordinator, "now": now, "format": Format.CLASSROOM}
    assert add_session(course=course, days=DAYS, **terms).version == first
    with pytest.raises(Refused, match="another course"):
        add_session(course=CourseFactory(), days=DAYS, version=first, **terms)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"audience": ["QSE", "XX"]}, "no market role XX"),
        ({"closes_at": DAYS[0][0] + timedelta(hours=1)}, "closes before the session begins"),
        ({"zone": "Mars/Base"}, "time zone"),
        ({"seats": -1}, "Seats"),
        ({"seats": 0}, "at least one seat"),
        ({"link_url": "javascript:alert(1)"}, "Link to join"),
        ({"format": Format.SELF_PACED}, "one window"),
        ({"format": "carrier pigeon"}, "Format"),
        ({"place": "x" * 201}, "Place"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(
    coordinator: User, now: datetime, given: dict[str, Any], words: str
) -> None:
    MarketRoleFactory(code="QSE")
    plan = {"format": Format.ONLINE, "days": DAYS} | given
    with pytest.raises(Refused, match=words):
        add_session(course=CourseFactory(), by=coordinator, now=now, **plan)


def test_only_the_training_department_plans(manager: User, published: CourseSession, now: datetime) -> None:
    for call in (
        lambda: add_session(course=CourseFactory(), by=manager, now=now, format=Format.ONLINE, days=DAYS),
        lambda: change_session(session=published, by=manager, now=now, seats=9),
        lambda: publish_session(session=published, by=manager, now=now),
        lambda: cancel_session(session=published, by=manager, now=now, reason="No"),
        lambda: finish_session(session=published, by=manager, now=now),
    ):
        with pytest.raises(NotPermitted):
            call()


def test_everybody_enrolled_or_waiting_is_told_what_changed_and_what_it_was(
    published: CourseSession, lantern: SimpleNamespace, member: User, coordinator: User, now: datetime
) -> None:
    inside(member, enroll, session=published, participant=lantern.participant, now=now)
    entered(published, people(lantern.participant, 3), by=coordinator, now=now)
    later = [(at("2027-02-11 09:00"), at("2027-02-11 17:00"))]
    changed = change_session(
        session=published, by=coordinator, now=now, days=later, place="Austin", link_url=LINK + "b",
        instructors=["Dr. Vera Outside"],
    )  # fmt: skip
    assert (changed.revision, changed.starts_at, changed.days.count()) == (1, later[0][0], 1)
    assert len(told("enrollment.changed")) == 4
    changes = {name: (before, after) for name, before, after in facts_of("enrollment.changed")[0]["changes"]}
    assert changes["Place"] == ("", "Austin")
    assert "February 9, 2027, 08:30 to 16:30 CST" in changes["Days"][0]
    assert changes["Days"][1] == "Thursday, February 11, 2027, 09:00 to 17:00 CST"
    assert changes["Instructors"] == (f"{coordinator.name}, Dr. Vera Outside", "Dr. Vera Outside")
    assert changes["Link to join"] == ("", "changed")
    assert LINK not in str(AuditEvent.objects.get(verb="training.session.changed").changes)
    assert SessionLink.objects.get().note == "Code 1234"
    assert changed.remind_at == at("2027-02-04 09:00")
    change_session(session=published, by=coordinator, now=now, place="Austin", seats=5)
    changed.refresh_from_db()
    assert changed.revision == 1


def test_a_day_on_which_attendance_was_marked_stays(
    published: CourseSession, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    [row] = entered(published, [lantern.contact], by=coordinator, now=now)
    first, second = published.days.all()
    AttendanceFactory(enrollment=row, day=first)
    longer = [(DAYS[0][0], DAYS[0][1] + timedelta(hours=1)), (at("2027-02-11 08:30"), at("2027-02-11 12:00"))]
    change_session(session=published, by=coordinator, now=now, days=longer)
    kept, other = published.days.all()
    assert (kept.pk, kept.ends_at, other.starts_at) == (first.pk, longer[0][1], longer[1][0])
    assert other.pk != second.pk
    with pytest.raises(Refused, match="Attendance was marked"):
        change_session(session=published, by=coordinator, now=now, days=longer[1:])
    alone = {"format": Format.SELF_PACED, "days": [(longer[0][0], longer[1][1])]}
    with pytest.raises(Refused, match="cannot become a window"):
        change_session(session=published, by=coordinator, now=now, **alone)


def test_of_a_draft_nobody_is_told(planned: CourseSession, coordinator: User, now: datetime) -> None:
    change_session(session=planned, by=coordinator, now=now, place="Austin")
    planned.refresh_from_db()
    assert (planned.place, planned.revision, planned.remind_at) == ("Austin", 0, None)


def test_an_offer_becomes_a_seat_when_the_session_moves_close(
    published: CourseSession, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    rows = entered(published, people(lantern.participant, 4), by=coordinator, now=now)
    withdraw(enrollment=rows[0], by=coordinator, now=now, reason="Ill")
    assert states(published)[-1] == "offered"
    soon = [(at("2026-11-20 08:30"), at("2026-11-20 16:30"))]
    change_session(session=published, by=coordinator, now=now + timedelta(hours=4), days=soon)
    assert states(published)[-1] == "offered"
    soon = [(at("2026-11-19 13:00"), at("2026-11-19 16:30"))]
    change_session(session=published, by=coordinator, now=now + timedelta(hours=4), days=soon)
    assert states(published)[-1] == "seated"
    assert Clock.objects.get().outcome == "canceled"
    require_true_counters(published)


def test_it_is_announced_once_and_only_when_people_can_come(
    planned: CourseSession, coordinator: User, now: datetime
) -> None:
    change_session(session=planned, by=coordinator, now=now, format=Format.CLASSROOM)
    with pytest.raises(Refused, match="Say where"):
        publish_session(session=planned, by=coordinator, now=now)
    change_session(session=planned, by=coordinator, now=now, place="Taylor")
    with pytest.raises(Refused, match="in the past"):
        publish_session(session=planned, by=coordinator, now=DAYS[0][0])
    assert publish_session(session=planned, by=coordinator, now=now).remind_at == at("2027-02-02 08:30")
    with pytest.raises(IllegalMove):
        publish_session(session=planned, by=coordinator, now=now)
    with pytest.raises(Refused, match="Say where"):
        change_session(session=planned, by=coordinator, now=now, place="")


def invited(planned: CourseSession, by: User, now: datetime) -> int:
    with CaptureQueriesContext(connection) as queries:
        publish_session(session=planned, by=by, now=now, invite=True)
    return len(queries)


@pytest.mark.parametrize("count", [2, 20])
def test_administrators_of_the_companies_it_is_meant_for_are_invited(
    lantern: SimpleNamespace, org_admin: User, member: User, outsider: User, coordinator: User, now: datetime,
    count: int,
) -> None:  # fmt: skip
    tdsp = MarketRoleFactory(code="TDSP")
    for _one in range(count):
        company = ParticipantFactory()
        RegistrationFactory(participant=company, role=tdsp)
        MembershipFactory(participant=company, kind=MembershipKind.ADMIN)
        MembershipFactory(participant=company)
    RegistrationFactory(participant=lantern.participant, role=tdsp)
    session = add_session(
        course=CourseFactory(), by=coordinator, now=now, format=Format.ONLINE, days=DAYS, audience=["TDSP"]
    )
    # The same number of statements for two companies and for twenty.
    assert invited(session, coordinator, now) == 12
    heard = told("coursesession.invited")
    assert len(heard) == count + 1
    assert org_admin.email in heard
    assert not {member.email, outsider.email} & set(heard)


def test_canceling_tells_everybody_why(
    published: CourseSession, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    rows = entered(published, people(lantern.participant, 5), by=coordinator, now=now)
    withdraw(enrollment=rows[0], by=coordinator, now=now, reason="Ill")
    with pytest.raises(Refused, match="reason"):
        cancel_session(session=published, by=coordinator, now=now, reason="")
    canceled = cancel_session(session=published, by=coordinator, now=now, reason="The instructor is ill.")
    assert states(published) == ["withdrawn"] + ["canceled"] * 4
    assert (canceled.cancel_reason, canceled.remind_at) == ("The instructor is ill.", None)
    assert Enrollment.objects.get(pk=rows[1].pk).reason == "The session was canceled: The instructor is ill."
    assert len(told("enrollment.canceled")) == 4
    assert not Clock.objects.filter(state="running").exists()
    require_true_counters(published)
    with pytest.raises(Refused, match="canceled already"):
        cancel_session(session=published, by=coordinator, now=now, reason="Again")
    with pytest.raises(Refused, match="can't be changed"):
        change_session(session=published, by=coordinator, now=now, place="Austin")


@pytest.mark.parametrize("count", [2, 20])
def test_canceling_takes_the_same_statements_for_any_number_of_people(
    published: CourseSession, lantern: SimpleNamespace, coordinator: User, now: datetime, count: int
) -> None:
    entered(published, people(lantern.participant, count), by=coordinator, now=now)
    with CaptureQueriesContext(connection) as queries:
        cancel_session(session=published, by=coordinator, now=now, reason="The instructor is ill.")
    assert len(queries) == 16


def test_a_session_is_over_a_day_after_its_end_and_who_sat_keeps_the_seat(
    published: CourseSession, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    entered(published, people(lantern.participant, 4), by=coordinator, now=now)
    ends = DAYS[-1][1]
    with pytest.raises(Refused, match="not over yet"):
        finish_session(session=published, by=coordinator, now=ends - timedelta(minutes=1))
    assert finish_sessions(now=ends + timedelta(hours=23)) == 0
    assert (finish_sessions(now=ends + timedelta(days=1)), finish_sessions(now=ends + timedelta(days=1))) == (1, 0)
    assert states(published) == ["seated"] * 3 + ["canceled"]
    require_true_counters(published)
    assert published.state == SessionState.FINISHED


def test_people_with_a_seat_are_reminded_twice_and_once_each(
    published: CourseSession, lantern: SimpleNamespace, member: User, coordinator: User, now: datetime
) -> None:
    inside(member, enroll, session=published, participant=lantern.participant, now=now)
    entered(published, people(lantern.participant, 4), by=coordinator, now=now)
    first, second = at("2027-02-02 08:30"), at("2027-02-08 08:30")
    assert remind(now=first - timedelta(minutes=1)) == 0
    assert (remind(now=first), remind(now=first)) == (1, 0)
    assert len(told("enrollment.ahead")) == 3
    assert (remind(now=second), remind(now=second)) == (1, 0)
    assert len(told("enrollment.ahead")) == 6
    published.refresh_from_db()
    assert published.remind_at is None
