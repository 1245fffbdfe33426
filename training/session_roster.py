"""Who comes to a session: the rows a person of the staff may see, and how many more there are."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from training.choices import EnrollmentState as E
from training.models import CourseSession, Enrollment, EnrollmentStep
from training.positions import with_positions
from training.rules.enrollment_moves import ENDED

SHOWN: Final = 500
NAMED: Final = ("participant", "contact", "group")
GROUPS: Final = {
    "requests": (E.REQUESTED,),
    "offers": (E.OFFERED,),
    "seated": (E.SEATED,),
    "waiting": (E.WAITING,),
    "ended": ENDED,
}


@dataclass(slots=True)
class Group:
    """`more` are people of participants that the person does not see: only their number is told."""

    rows: list[Enrollment] = field(default_factory=list)
    more: int = 0

    @property
    def total(self) -> int:
        return len(self.rows) + self.more


def with_reason(rows: QuerySet[Enrollment]) -> QuerySet[Enrollment]:
    """Each with `why`: what its last step says."""
    steps = EnrollmentStep.objects.filter(enrollment=OuterRef("pk")).order_by("-at", "-id")
    return rows.annotate(why=Subquery(steps.values("reason")[:1]))


def roster_of(session: CourseSession, user: Any) -> dict[str, Group]:
    """The people of a session by where they stand; four statements for any number."""
    seen = Enrollment.objects.visible_to(user).filter(session=session)
    rows = with_reason(seen).select_related(*NAMED)
    # Whoever left comes last, so that a long past never hides who sits or waits.
    rows = list(rows.order_by(F("ended_at").desc(nulls_first=True), "entered_at", "id")[:SHOWN])
    there = Enrollment.objects.filter(session=session).order_by().values_list("state").annotate(Count("pk"))
    totals = Counter(dict(there))
    with_positions(rows)
    found = {name: Group([row for row in rows if row.state in states]) for name, states in GROUPS.items()}
    for name, states in GROUPS.items():
        found[name].more = sum(totals[state] for state in states) - len(found[name].rows)
    found["waiting"].rows.sort(key=lambda row: row.queued)
    found["seated"].rows.sort(key=lambda row: (row.participant.name, row.contact.name, row.pk))
    return found
