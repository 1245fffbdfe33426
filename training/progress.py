"""How far somebody got with the courses: certificates that count, seats ahead, and for administrators the company's."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Q

from training.choices import EnrollmentState
from training.models import Certificate, Enrollment
from training.querysets.enrollments import sees_colleagues
from training.rules.enrollment_moves import LIVE


@dataclass(slots=True)
class Progress:
    """One course: whether the person completed it, how an enrollment ahead stands, how many of the company did."""

    completed: bool = False
    enrollment: str = ""
    colleagues: int = 0

    @property
    def enrolled_as(self) -> str:
        return EnrollmentState(self.enrollment).label if self.enrollment else ""


NOTHING: Final = Progress()


def progress_of(user: Any, day: date, now: datetime) -> dict[int, Progress]:
    """By the course's key, for a participant's user; two statements. Colleagues count for administrators only."""
    found: dict[int, Progress] = {}
    held = Certificate.objects.visible_to(user).in_force(day).order_by().values("course_id")
    people = Count("contact", distinct=True)
    own = Count("contact", distinct=True, filter=Q(contact__user=user))
    counts = sees_colleagues(user.acting_for)
    for row in held.annotate(people=people, own=own):
        colleagues = row["people"] if counts else 0
        found[row["course_id"]] = Progress(completed=row["own"] > 0, colleagues=colleagues)
    ahead = Enrollment.objects.visible_to(user).filter(contact__user=user, state__in=LIVE, session__ends_at__gt=now)
    for course, state in ahead.order_by("session__starts_at").values_list("session__course", "state"):
        one = found.setdefault(course, Progress())
        one.enrollment = one.enrollment or state
    return found
