"""Planning an import of assignments: who looks after whom, under the same rules as on the pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import User
from participants.actions.imports import plans
from participants.actions.imports.batches import Batches
from participants.actions.imports.companies import Companies, Managers, fetched, marks_of
from participants.actions.imports.plans import Plan, PlannedRow, Source
from participants.choices import AssignmentKind, Degree, RowOutcome
from participants.models import Assignment
from participants.rules.assigning import held_by
from participants.rules.complexity import ABOVE, suffices
from participants.rules.imports.outcome import AssignmentRow, Progress
from portal.audit import trail
from portal.lifecycle.refusals import Refused


def plan(source: Source, *, lock: bool = False) -> Plan:
    """Compare the rows with the assignments on file. Running ones are never ended or replaced by a file."""
    planner = AssignmentsPlanner(source, lock=lock)
    lines = plans.plan_rows(source.rows, planner.plan_row, shown)
    return Plan(plans.in_file_order([*lines, *source.refused]), planner.writes, list(source.notes))


def shown(row: AssignmentRow) -> dict[str, str]:
    return {
        "DUNS number": row.duns,
        "Manager": row.manager_email,
        "Kind": AssignmentKind(row.kind).label,
        "From": row.starts_on.isoformat(),
        "Until": row.ends_on.isoformat() if row.ends_on else "",
    }


@dataclass(slots=True)
class AssignmentWrites:
    assignments: list[Assignment] = field(default_factory=list)

    def write(self, *, by: User | None, now: datetime, progress: Progress) -> None:
        Batches(len(self.assignments), progress).create(self.assignments)
        trail.record_many(
            trail.build(
                "participants.assignment.made",
                of=row,
                by=by,
                at=now,
                changes={"person": ["", row.person.name], "from": ["", str(row.starts_on)]},
            )
            for row in self.assignments
        )


class AssignmentsPlanner:
    def __init__(self, source: Source, *, lock: bool) -> None:
        self.companies = Companies({row.duns for row in source.rows}, lock=lock)
        self.managers = Managers(row.manager_email for row in source.rows)
        self.held: dict[tuple[int, str], list[Assignment]] = {}
        self.marks = marks_of(self.companies.by_id)
        known = Assignment.objects.select_related("person").order_by()
        for assignment in fetched(known, "participant_id", self.companies.by_id, lock=lock):
            self._hold(assignment)
        self.writes = AssignmentWrites()

    def _hold(self, assignment: Assignment) -> None:
        self.held.setdefault((assignment.participant_id, assignment.kind), []).append(assignment)

    def plan_row(self, row: AssignmentRow, line: PlannedRow) -> None:
        participant = self.companies.one_with(row.duns)
        person = self.managers.named(row.manager_email)
        wanted = Assignment(
            participant=participant, person=person, kind=row.kind, starts_on=row.starts_on, ends_on=row.ends_on
        )
        plans.about(line, participant)
        in_the_way = first_overlapping(wanted, self.held.get((participant.pk, row.kind), []))
        if in_the_way is None:
            if not suffices(person.capabilities, self.marks.get(participant.pk, Degree.LOW)):
                raise Refused(ABOVE.format(person=person.name))
            self._hold(wanted)
            self.writes.assignments.append(wanted)
            line.outcome = RowOutcome.NEW
            line.changes["assignment"] = ["", f"{person.name}: {wanted.get_kind_display()}"]
        elif not is_same(wanted, in_the_way):
            label = in_the_way.get_kind_display()
            raise Refused(held_by(in_the_way.person.name, label, in_the_way.starts_on, in_the_way.ends_on))


def first_overlapping(wanted: Assignment, held: Iterable[Assignment]) -> Assignment | None:
    """The earliest assignment that shares a day with the wanted one."""
    sharing = [
        one
        for one in held
        if one.starts_on <= (wanted.ends_on or date.max) and wanted.starts_on <= (one.ends_on or date.max)
    ]
    return min(sharing, key=lambda one: one.starts_on, default=None)


def is_same(wanted: Assignment, held: Assignment) -> bool:
    return (wanted.person_id, wanted.starts_on, wanted.ends_on) == (held.person_id, held.starts_on, held.ends_on)
