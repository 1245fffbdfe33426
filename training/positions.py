"""Which place somebody has in the waiting list. Of the others nothing is told but how many stand ahead."""

from collections.abc import Iterable

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When

from portal.scoping import wall
from training.choices import EnrollmentState
from training.models import CourseSession, Enrollment


def position_of(enrollment: Enrollment) -> int | None:
    """The place in the line, from 1; None for who doesn't wait."""
    return with_positions([enrollment])[0].position


def with_positions(enrollments: Iterable[Enrollment]) -> list[Enrollment]:
    """The same enrollments, each with its `position` (None for who doesn't wait); one statement for any number.

    Inside the wall the line is counted as the operator: only numbers of one's own places come back.
    """
    rows = list(enrollments)
    waiting = [row.pk for row in rows if row.state == EnrollmentState.WAITING]
    places: dict[int, int] = {}
    if waiting:
        ahead = Q(session__enrollments__state=EnrollmentState.WAITING, session__enrollments__queued__lte=F("queued"))
        with wall.as_operator("count who waits ahead"):
            counted = Enrollment.objects.filter(pk__in=waiting).order_by()
            places = dict(
                counted.annotate(place=Count("session__enrollments", filter=ahead)).values_list("pk", "place")
            )
    for row in rows:
        row.position = places.get(row.pk)
    return rows


def place() -> Case:
    """The place in the line as an expression, for whoever may see all of it; None for who doesn't wait."""
    ahead = Enrollment.objects.filter(session=OuterRef("session"), queued__lte=OuterRef("queued"))
    counted = ahead.in_line().order_by().values("session").annotate(number=Count("pk"))
    return Case(When(state=EnrollmentState.WAITING, then=Subquery(counted.values("number"))))


def positions_of(session: CourseSession) -> dict[str, int]:
    """The places of everybody in the line by the enrollment's reference, for who may see all of them."""
    rows = Enrollment.objects.filter(session=session).with_position()
    return {row.ref: row.position for row in rows}
