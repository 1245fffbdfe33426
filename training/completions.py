"""Who completed a session: the attendance, the tests and the certificate of every seat, and what is still missing."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet

from training.choices import EnrollmentState, Format
from training.models import Attendance, Certificate, CourseSession, Enrollment, SessionDay, TestResult
from training.rules.completing import missing
from training.rules.scores import hours_earned

SHOWN: Final = ("contact__user", "participant", "session__course")


@dataclass(frozen=True, slots=True)
class Seat:
    """One person of a session. `marks` has a mark for each day, None where nobody has marked it yet."""

    enrollment: Enrollment
    marks: tuple[bool | None, ...]
    results: tuple[TestResult, ...]
    certificate: Certificate | None
    missing: str

    @property
    def attended(self) -> bool:
        """Present on every day; a self-paced session has none to be present on."""
        return all(self.marks)

    @property
    def counted(self) -> tuple[TestResult, ...]:
        return tuple(result for result in self.results if result.voided_at is None)

    @property
    def best(self) -> TestResult | None:
        return max(self.counted, key=lambda result: result.percent, default=None)

    @property
    def passed(self) -> bool:
        return any(result.passed for result in self.counted)

    @property
    def ready(self) -> bool:
        """Everything is there for a certificate, and none was issued yet."""
        return not self.missing and self.certificate is None

    @property
    def hours(self) -> Decimal:
        """None for what is taken alone: nobody attends it."""
        course, there = self.enrollment.session.course, bool(self.marks) and self.attended
        return hours_earned(course.ceh, attended=there, tested=course.tested, passed_it=self.passed)


def days_of(session: CourseSession) -> list[SessionDay]:
    return list(session.days.order_by("starts_at", "id"))


def seats_of(session: CourseSession, *, enrollments: QuerySet[Enrollment] | None = None) -> list[Seat]:
    """All people with a seat, by name; any number of them, the same few statements."""
    rows = Enrollment.objects.all() if enrollments is None else enrollments
    rows = rows.filter(session=session, state=EnrollmentState.SEATED).select_related(*SHOWN)
    seated = list(rows.order_by("contact__name", "id"))
    days = days_of(session) if session.format != Format.SELF_PACED else []
    marks = _marks(seated)
    results: dict[int, list[TestResult]] = defaultdict(list)
    for result in TestResult.objects.filter(enrollment__in=seated).order_by("attempt"):
        results[result.enrollment_id].append(result)
    issued = {row.enrollment_id: row for row in Certificate.objects.standing().filter(enrollment__in=seated)}
    found = []
    for row in seated:
        own = tuple(marks.get((row.pk, day.pk)) for day in days)
        counted = [result for result in results[row.pk] if result.voided_at is None]
        why = missing(own, tested=session.course.tested, passed=any(result.passed for result in counted))
        found.append(Seat(row, own, tuple(results[row.pk]), issued.get(row.pk), why))
    return found


def seat_of(enrollment: Enrollment) -> Seat | None:
    """The same for one person; None without a seat."""
    rows = Enrollment.objects.filter(pk=enrollment.pk)
    return next(iter(seats_of(enrollment.session, enrollments=rows)), None)


def _marks(seated: list[Enrollment]) -> dict[tuple[int, int], bool]:
    rows = Attendance.objects.filter(enrollment__in=seated)
    return {(row.enrollment_id, row.day_id): row.present for row in rows}
