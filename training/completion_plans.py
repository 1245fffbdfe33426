"""What importing completions would do, line by line: made for the preview, and again before writing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from participants.models import Contact, Participant, Registration
from training.models import Certificate, Course
from training.rules.completion_rows import BadRow, CompletionRow
from training.rules.hours import in_hours
from training.rules.scores import passed

NEW, KNOWN, REFUSED = "new", "known", "refused"
AHEAD: Final = "The day of completion is still to come."


@dataclass(slots=True)
class PlannedCompletion:
    """One line of the preview; a refused one says why."""

    number: int
    outcome: str
    reason: str = ""
    course: str = ""
    row: CompletionRow | None = None
    contact: Contact | None = None
    of_course: Course | None = None

    @property
    def hours(self) -> Decimal:
        """Only what the other system says: a course's own hours are for who attends and passes."""
        return (self.row.hours if self.row is not None else None) or Decimal(0)

    @property
    def hours_in_words(self) -> str:
        return in_hours(self.hours) if self.hours else ""


@dataclass(slots=True)
class CompletionPlan:
    lines: list[PlannedCompletion] = field(default_factory=list)

    def of(self, outcome: str) -> list[PlannedCompletion]:
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def counts(self) -> dict[str, int]:
        return {outcome: len(self.of(outcome)) for outcome in (NEW, KNOWN, REFUSED)}

    @property
    def applicable(self) -> bool:
        """All or nothing: one refused line keeps the whole file out."""
        return not self.of(REFUSED) and bool(self.of(NEW))


def plan(rows: Sequence[CompletionRow], bad: Sequence[BadRow], today: date) -> CompletionPlan:
    """A line for every row of the file; the same few statements for any number of rows."""
    found = _Known(rows)
    lines = [PlannedCompletion(one.number, REFUSED, one.reason, one.course) for one in bad]
    for row in rows:
        line = PlannedCompletion(row.number, NEW, course=row.course, row=row)
        line.reason = _fill(line, row, found, today)
        if line.reason:
            line.outcome = REFUSED
        elif found.takes(line):
            line.outcome = KNOWN
        lines.append(line)
    return CompletionPlan(sorted(lines, key=lambda line: line.number))


def _fill(line: PlannedCompletion, row: CompletionRow, found: "_Known", today: date) -> str:
    """Find course, company and person; why not, in words."""
    course = found.courses.get(row.course.casefold())
    if course is None:
        return f"There is no course “{row.course}” in the catalog."
    companies = found.companies[row.company.casefold()]
    if not companies:
        return f"No participant has the DUNS number or short name “{row.company}”."
    if len(companies) > 1:
        return f"Several participants have the short name “{row.company}”; give the DUNS number."
    contact = found.contacts.get((next(iter(companies)), row.email))
    if contact is None:
        return "This company has no contact with this e-mail address; add the person first."
    if row.completed_on > today:
        return AHEAD
    if course.tested and row.percent is not None and not passed(row.percent, course.passing_percent):
        return f"The score is below the {course.passing_percent} percent of this course."
    owner = found.outside.get(row.outside_number) if row.outside_number else None
    if owner is not None and owner != (contact.pk, course.pk):
        return "The certificate's number is known for somebody else or for another course."
    line.contact, line.of_course = contact, course
    return ""


class _Known:
    """What the rows name, read at once; remembers what earlier rows of the file take."""

    def __init__(self, rows: Sequence[CompletionRow]) -> None:
        wanted = {row.course.casefold() for row in rows}
        self.courses = {one.code.casefold(): one for one in Course.objects.all() if one.code.casefold() in wanted}
        self.companies = _companies({row.company for row in rows})
        people = Contact.objects.active().filter(
            participant__in=set().union(*self.companies.values()), email__in={row.email for row in rows}
        )
        self.contacts = {(one.participant_id, one.email): one for one in people.select_related("participant")}
        standing = Certificate.objects.standing()
        mine = standing.filter(contact__in=[one.pk for one in self.contacts.values()])
        self.taken = set(mine.values_list("contact", "course", "completed_on"))
        numbers = standing.filter(outside_number__in={row.outside_number for row in rows if row.outside_number})
        self.outside = {
            number: (contact, course) for number, contact, course in
            numbers.values_list("outside_number", "contact", "course")
        }  # fmt: skip

    def takes(self, line: PlannedCompletion) -> bool:
        """Whether this completion is known already, from before or from an earlier row; from now on it is."""
        key = (line.contact.pk, line.of_course.pk, line.row.completed_on)
        known = key in self.taken or (bool(line.row.outside_number) and line.row.outside_number in self.outside)
        self.taken.add(key)
        if line.row.outside_number:
            self.outside[line.row.outside_number] = key[:2]
        return known


def _companies(named: Iterable[str]) -> dict[str, set[int]]:
    """Participants by DUNS number or short name, of their own or of one of their registrations."""
    words = set(named)
    found: dict[str, set[int]] = defaultdict(set)
    own = Participant.objects.filter(joined_into=None, duns__in=words)
    for pk, duns in own.values_list("pk", "duns"):
        found[duns.casefold()].add(pk)
    spelled = words | {word.upper() for word in words}
    rows = Registration.objects.filter(participant__joined_into=None)
    for name in ("duns", "short_name"):
        for pk, value in rows.filter(**{f"{name}__in": spelled}).values_list("participant", name):
            if value:
                found[value.casefold()].add(pk)
    return found
