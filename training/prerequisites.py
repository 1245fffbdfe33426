"""Which courses a person should have taken before another one."""

from collections.abc import Iterable
from datetime import date

from participants.models import Contact
from training.models import Certificate, Course


def missing_prerequisites(course: Course, contacts: Iterable[Contact], day: date) -> dict[int, list[str]]:
    """By contact: codes of the course's prerequisites without a certificate in force on the day; two statements.

    It is advice, never a refusal: it stands in the enrollment's log for whoever approves.
    """
    people = [contact.pk for contact in contacts]
    wanted = dict(course.prerequisites.values_list("pk", "code"))
    if not wanted:
        return {pk: [] for pk in people}
    held = Certificate.objects.in_force(day).filter(contact__in=people, course__in=wanted)
    taken = set(held.values_list("contact", "course"))
    return {pk: sorted(code for key, code in wanted.items() if (pk, key) not in taken) for pk in people}
