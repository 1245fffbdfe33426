"""Whether the level of those who look after a participant suffices for how demanding it is marked."""

from participants.choices import Degree
from participants.models import AcceptedMatch, Assignment, Participant
from participants.rules.complexity import suffices


def with_match(assignments: list[Assignment], participant: Participant) -> list[Assignment]:
    """Each with `above`, and with what was `accepted` of it up to today's mark; a statement only where one is above.

    Takes a participant read with its mark, and assignments read with their people.
    """
    mark = getattr(participant, "complexity", None)
    degree = mark.degree if mark is not None else Degree.LOW
    for row in assignments:
        row.above, row.accepted = not suffices(row.person.capabilities, degree), None
    if above := [row for row in assignments if row.above]:
        accepted = AcceptedMatch.objects.filter(assignment__in=above, degree__gte=degree).select_related("by")
        said = {one.assignment_id: one for one in accepted.order_by("at", "id")}
        for row in above:
            row.accepted = said.get(row.pk)
    return assignments
