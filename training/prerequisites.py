"""Which courses a person should have taken before another one."""

from collections.abc import Iterable

from participants.models import Contact
from training.choices import EnrollmentState, SessionState
from training.models import Course, Enrollment


def missing_prerequisites(course: Course, contacts: Iterable[Contact]) -> dict[int, list[str]]:
    """By contact: codes of the course's prerequisites not taken in any session that is over; two statements.

    It is advice, never a refusal: it stands in the enrollment's log for whoever approves.
    """
    people = [contact.pk for contact in contacts]
    wanted = dict(course.prerequisites.values_list("pk", "code"))
    if not wanted:
        return {pk: [] for pk in people}
    taken = set(
        Enrollment.objects.filter(
            contact__in=people,
            state=EnrollmentState.SEATED,
            session__state=SessionState.FINISHED,
            session__course__in=wanted,
        ).values_list("contact", "session__course")
    )
    return {pk: sorted(code for key, code in wanted.items() if (pk, key) not in taken) for pk in people}
