"""Attendance, tests, certificates of a whole session, and what people thought of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError

from accounts.models import User
from participants.tests.factories import ContactFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall
from training.actions import certificate_sweep
from training.actions.attendance import check_in, make_code, mark_attendance
from training.actions.certificate_sweep import ask_for_evaluations, forget_tries, remind_of_ends
from training.actions.certifying import certify_session
from training.actions.evaluations import evaluate_session
from training.actions.scores import enter_result, enter_results, strike_out_result
from training.evaluation_summaries import summary_of
from training.models import Attendance, Certificate, CheckInTry, Enrollment, Evaluation, SessionInstructor, TestResult
from training.models.outcome import RATINGS
from training.rules.checking_in import MOST_TRIES
from training.tests.factories import CourseFactory, EnrollmentFactory, SessionDayFactory, SessionFactory
from training.tests.outcome_factories import AttendanceFactory, CertificateFactory, EvaluationFactory, ResultFactory

pytestmark = pytest.mark.django_db
MARKS = dict.fromkeys(RATINGS, 4)


@pytest.fixture
def seat(lantern: SimpleNamespace, member: User, now: datetime) -> Enrollment:
    """The member's seat in a session that runs right now, until noon."""
    course = CourseFactory(tested=True, attempts=2, ceh=Decimal(4))
    session = SessionFactory(course=course, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=2))
    SessionDayFactory(session=session, starts_at=session.starts_at, ends_at=session.ends_at)
    contact = ContactFactory(participant=lantern.participant, user=member, name=member.name, email=member.email)
    return EnrollmentFactory(session=session, contact=contact)


@pytest.fixture
def over(seat: Enrollment, now: datetime) -> datetime:
    return now + timedelta(hours=3)


def day_of(seat: Enrollment) -> object:
    return seat.session.days.get()


def test_staff_mark_who_was_there_and_a_teacher_does_so_for_the_own_session(
    seat: Enrollment, coordinator: User, specialist: User, now: datetime
) -> None:
    day = day_of(seat)
    with pytest.raises(NotPermitted):
        mark_attendance(day=day, marks={seat: True}, by=specialist, now=now)
    SessionInstructor.objects.create(session=seat.session, person=specialist, name=specialist.name)
    assert mark_attendance(day=day, marks={seat: True}, by=specialist, now=now) == 1
    assert mark_attendance(day=day, marks={seat: True}, by=coordinator, now=now) == 0
    assert mark_attendance(day=day, marks={seat: False}, by=coordinator, now=now) == 1
    assert Attendance.objects.get().present is False
    assert mark_attendance(day=day, marks={seat: None}, by=coordinator, now=now) == 1
    assert not Attendance.objects.exists()


def test_nobody_is_marked_ahead_or_without_a_seat(seat: Enrollment, coordinator: User, now: datetime) -> None:
    with pytest.raises(Refused, match="not begun"):
        mark_attendance(day=day_of(seat), marks={seat: True}, by=coordinator, now=now - timedelta(hours=3))
    waiting = EnrollmentFactory(session=seat.session, state="waiting", queued=1, seated_at=None)
    with pytest.raises(Refused, match="with a seat"):
        mark_attendance(day=day_of(seat), marks={waiting: True}, by=coordinator, now=now)


def test_the_code_marks_its_own_person_present_while_the_day_lasts(
    seat: Enrollment, member: User, coordinator: User, now: datetime
) -> None:
    code = make_code(day=day_of(seat), by=coordinator, now=now).code
    for early in (now - timedelta(minutes=76), now + timedelta(minutes=136)):
        with pytest.raises(Refused, match="while the day lasts"), wall.inside(member.acting_for):
            check_in(enrollment=seat, code=code, by=member, now=early)
    with wall.inside(member.acting_for):
        check_in(enrollment=seat, code=f" {code.lower()} ", by=member, now=now)
    mark = Attendance.objects.get()
    assert (mark.present, mark.by_code, mark.marked_by) == (True, True, member)
    event = AuditEvent.objects.get(object_ref=seat.ref)
    assert (event.by, event.acting_for_id) == (member, seat.participant_id)
    second = make_code(day=day_of(seat), by=coordinator, now=now).code
    assert second != code


def test_codes_are_not_to_be_guessed(seat: Enrollment, member: User, coordinator: User, now: datetime) -> None:
    code = make_code(day=day_of(seat), by=coordinator, now=now).code
    wrong = "AAAAAA" if code != "AAAAAA" else "BBBBBB"
    with wall.inside(member.acting_for):
        for _ in range(MOST_TRIES):
            with pytest.raises(Refused, match="not the code"):
                check_in(enrollment=seat, code=wrong, by=member, now=now)
        with pytest.raises(Refused, match="Too many"):
            check_in(enrollment=seat, code=code, by=member, now=now)
    assert CheckInTry.objects.count() == MOST_TRIES
    with wall.inside(member.acting_for):
        check_in(enrollment=seat, code=code, by=member, now=now + timedelta(minutes=61))
    assert forget_tries(now=now + timedelta(hours=25)) == MOST_TRIES


def test_the_code_does_not_overturn_what_the_staff_marked(
    seat: Enrollment, member: User, coordinator: User, now: datetime
) -> None:
    code = make_code(day=day_of(seat), by=coordinator, now=now).code
    mark_attendance(day=day_of(seat), marks={seat: False}, by=coordinator, now=now)
    with pytest.raises(Refused, match="marked absent"), wall.inside(member.acting_for):
        check_in(enrollment=seat, code=code, by=member, now=now)
    assert Attendance.objects.get().present is False


def test_nobody_checks_in_somebody_else(
    seat: Enrollment, org_admin: User, outsider: User, coordinator: User, now: datetime
) -> None:
    code = make_code(day=day_of(seat), by=coordinator, now=now).code
    for person in (org_admin, outsider):
        with pytest.raises(NotPermitted), wall.inside(person.acting_for):
            check_in(enrollment=seat, code=code, by=person, now=now)


def test_the_course_decides_who_passed_and_how_often_one_may_try(
    seat: Enrollment, coordinator: User, manager: User, now: datetime
) -> None:
    with pytest.raises(NotPermitted):
        enter_result(enrollment=seat, percent=Decimal(100), by=manager, now=now)
    first = enter_result(enrollment=seat, percent=Decimal("69.5"), by=coordinator, now=now)
    assert (first.attempt, first.passed) == (1, False)
    strike_out_result(result=first, by=coordinator, now=now, reason="Of another person")
    second = enter_result(enrollment=seat, percent=Decimal(40), by=coordinator, now=now)
    third = enter_result(enrollment=seat, percent=Decimal(70), by=coordinator, now=now)
    assert (second.attempt, second.passed, third.attempt, third.passed) == (2, False, 3, True)
    with pytest.raises(Refused, match="passed the test already"):
        enter_result(enrollment=seat, percent=Decimal(90), by=coordinator, now=now)


def test_attempts_run_out_and_a_list_is_entered_whole_or_not_at_all(
    seat: Enrollment, coordinator: User, now: datetime
) -> None:
    other = EnrollmentFactory(session=seat.session)
    for _ in range(2):
        enter_result(enrollment=seat, percent=Decimal(10), by=coordinator, now=now)
    with pytest.raises(Refused, match="2 attempts"):
        enter_results(session=seat.session, scores=[(other, Decimal(80)), (seat, Decimal(80))], by=coordinator, now=now)
    assert not TestResult.objects.filter(enrollment=other).exists()
    assert len(enter_results(session=seat.session, scores=[(other, Decimal(80))], by=coordinator, now=now)) == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda seat: AttendanceFactory(enrollment=seat, day=seat.session.days.get(), marked_by=seat.entered_by),
        lambda seat: ResultFactory(enrollment=seat, entered_by=seat.entered_by),
        lambda seat: CertificateFactory(contact=seat.contact, course=seat.session.course, issued_by=seat.entered_by),
        lambda seat: EvaluationFactory(enrollment=seat),
        lambda seat: TestResult.objects.update(percent=100),
        lambda seat: Attendance.objects.update(present=True),
        lambda seat: Certificate.objects.update(expires_on=None),
        lambda seat: Evaluation.objects.all().delete(),
    ],
)
def test_inside_the_wall_the_database_refuses_to_write_grades_attendance_and_certificates(
    write: Callable[[Enrollment], object], seat: Enrollment, member: User
) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        write(seat)


def test_a_member_reads_own_results_and_an_administrator_those_of_the_company(
    seat: Enrollment, member: User, org_admin: User, outsider: User, lantern: SimpleNamespace
) -> None:
    own = ResultFactory(enrollment=seat)
    other = ResultFactory(enrollment=EnrollmentFactory(session=seat.session, contact=lantern.contact))
    EvaluationFactory(enrollment=seat)
    seen = {}
    for person in (member, org_admin, outsider):
        with wall.inside(person.acting_for):
            seen[person.name] = set(TestResult.objects.visible_to(person))
            assert Evaluation.objects.count() == (1 if person == member else 0)
    assert seen == {member.name: {own}, org_admin.name: {own, other}, outsider.name: set()}


def test_a_session_is_certified_in_one_step_once_it_is_over(
    seat: Enrollment, coordinator: User, member: User, now: datetime, over: datetime
) -> None:
    absent = EnrollmentFactory(session=seat.session)
    mark_attendance(day=day_of(seat), marks={seat: True, absent: False}, by=coordinator, now=now)
    enter_result(enrollment=seat, percent=Decimal(82), by=coordinator, now=now)
    with pytest.raises(Refused, match="last day is over"):
        certify_session(session=seat.session, enrollments=[seat], by=coordinator, now=now)
    with pytest.raises(Refused, match="not there on every day"):
        certify_session(session=seat.session, enrollments=[seat, absent], by=coordinator, now=over)
    assert not Certificate.objects.exists()
    (row,) = certify_session(session=seat.session, enrollments=[seat], by=coordinator, now=over)
    assert (row.contact, row.hours, row.percent) == (seat.contact, Decimal(4), Decimal(82))
    assert Notification.objects.filter(kind="training.certificate.issued", recipient=member).count() == 1
    with pytest.raises(Refused, match="certificate of this session"):
        certify_session(session=seat.session, enrollments=[seat], by=coordinator, now=over)
    with pytest.raises(Refused, match="revoke it first"):
        mark_attendance(day=day_of(seat), marks={seat: False}, by=coordinator, now=over)


def test_somebody_evaluates_once_after_the_session_and_within_a_month(
    seat: Enrollment, member: User, org_admin: User, now: datetime, over: datetime
) -> None:
    def evaluate(by: User, at: datetime) -> None:
        with wall.inside(by.acting_for):
            evaluate_session(enrollment=seat, by=by, now=at, comment="Good", **MARKS)

    with pytest.raises(Refused, match="once it is over"):
        evaluate(member, now)
    with pytest.raises(Refused, match="30 days"):
        evaluate(member, over + timedelta(days=30))
    with pytest.raises(NotPermitted):
        evaluate(org_admin, over)
    evaluate(member, over)
    with pytest.raises(Refused, match="already"):
        evaluate(member, over)
    # An instant and a name in a history would tell whose the latest marks are.
    assert not AuditEvent.objects.filter(object_ref=seat.ref).exists()


def test_answers_are_shown_together_from_three_on_and_without_names(seat: Enrollment) -> None:
    EvaluationFactory(enrollment=seat, content=1, comment="Too fast")
    EvaluationFactory(enrollment=EnrollmentFactory(session=seat.session), content=5)
    summary = summary_of(seat.session)
    assert (summary.answers, summary.questions, summary.comments) == (2, (), ())
    EvaluationFactory(enrollment=EnrollmentFactory(session=seat.session), content=5, comment="Fine")
    summary = summary_of(seat.session)
    label, content = summary.questions[0]
    assert (label, content.average) == ("The content", 3.7)
    assert content.bars == ((1, 1, 33), (2, 0, 0), (3, 0, 0), (4, 0, 0), (5, 2, 67))
    assert summary.comments == ("Fine", "Too fast")


def test_who_had_a_seat_is_asked_once_for_an_opinion(seat: Enrollment, member: User, over: datetime) -> None:
    for _ in range(2):
        ask_for_evaluations(now=over)
    news = Notification.objects.get(kind="training.seattoevaluate.asked")
    assert (news.recipient, news.about_ref) == (member, seat.ref)


def test_who_was_not_there_is_not_asked_and_says_nothing(seat: Enrollment, member: User, over: datetime) -> None:
    AttendanceFactory(enrollment=seat, day=day_of(seat), present=False)
    assert ask_for_evaluations(now=over) == 0
    assert not Notification.objects.filter(kind="training.seattoevaluate.asked").exists()
    with pytest.raises(Refused, match="marked as not there"):
        evaluate_session(enrollment=seat, by=member, now=over, **MARKS)


def test_people_hear_sixty_and_thirty_days_before_a_certificate_ends(
    lantern: SimpleNamespace, org_admin: User, now: datetime
) -> None:
    row = CertificateFactory(contact=lantern.contact, expires_on=date(2027, 1, 17))
    renewed = CertificateFactory(contact=lantern.contact, course=row.course, expires_on=date(2027, 1, 10),
                                 completed_on=date(2026, 10, 1))  # fmt: skip
    heard = Notification.objects.filter(kind="training.certificate.expiring", recipient=org_admin)
    assert remind_of_ends(now=now) == 2
    assert remind_of_ends(now=now) == 0
    assert [news.about_ref for news in heard] == [row.ref]
    remind_of_ends(now=now + timedelta(days=30))
    assert heard.all().count() == 2
    renewed.refresh_from_db()
    assert renewed.reminded == 30


def test_who_was_reminded_already_stands_in_nobodys_way(
    lantern: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate_sweep, "BATCH", 1)
    for day in (10, 11, 12):
        CertificateFactory(contact=lantern.contact, expires_on=date(2027, 1, day))
    assert [remind_of_ends(now=now) for _ in range(4)] == [1, 1, 1, 0]
