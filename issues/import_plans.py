"""What importing open issues would do, line by line: made for the preview, and again before writing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from accounts.models import User
from issues.models import Category, ExternalReference
from issues.rules.issue_rows import BadRow, IssueRow
from participants.models import Contact, Participant, Registration

NEW, KNOWN, REFUSED = "new", "known", "refused"
AHEAD: Final = "The day of opening is still to come."
NO_COMPANY: Final = "No participant that you may see has the DUNS number or short name “{name}”."
SEVERAL: Final = "Several participants have the short name “{name}”; give the DUNS number."
NO_CATEGORY: Final = "There is no category “{name}” in use."
NO_REGISTRATION: Final = "This participant has no registration “{name}”."
NO_CONTACT: Final = "This participant has no contact with this e-mail address; add the person first."
NO_OWNER: Final = "Nobody with the owner's e-mail address works on issues of this participant."
TWICE: Final = "The same number of the same participant stands in an earlier row."


@dataclass(slots=True)
class PlannedIssue:
    """One line of the preview; a refused one says why."""

    line: int
    outcome: str
    reason: str = ""
    title: str = ""
    row: IssueRow | None = None
    participant: Participant | None = None
    category: Category | None = None
    registration: Registration | None = None
    contact: Contact | None = None
    owner: User | None = None


@dataclass(slots=True)
class ImportPlan:
    lines: list[PlannedIssue] = field(default_factory=list)

    def of(self, outcome: str) -> list[PlannedIssue]:
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def counts(self) -> dict[str, int]:
        return {outcome: len(self.of(outcome)) for outcome in (NEW, KNOWN, REFUSED)}

    @property
    def applicable(self) -> bool:
        """All or nothing: one refused line keeps the whole file out."""
        return not self.of(REFUSED) and bool(self.of(NEW))


def plan(rows: Sequence[IssueRow], bad: Sequence[BadRow], by: Any, today: date) -> ImportPlan:
    """A line for every row of the file; the same few statements for any number of rows."""
    found = _Found(rows, by, today)
    lines = [PlannedIssue(one.line, REFUSED, one.reason, one.title) for one in bad]
    for row in rows:
        line = PlannedIssue(row.line, NEW, title=row.title, row=row)
        line.reason = _fill(line, row, found, today)
        if line.reason:
            line.outcome = REFUSED
        elif found.knows(line):
            line.outcome = KNOWN
        elif found.takes(line):
            line.outcome, line.reason = REFUSED, TWICE
        lines.append(line)
    return ImportPlan(sorted(lines, key=lambda line: line.line))


def _fill(line: PlannedIssue, row: IssueRow, found: "_Found", today: date) -> str:
    """Find what the row names; why not, in words."""
    companies = found.companies[row.company.casefold()]
    if len(companies) != 1:
        return (SEVERAL if companies else NO_COMPANY).format(name=row.company)
    line.participant = found.participants[next(iter(companies))]
    line.category = found.categories.get(row.category.casefold())
    if line.category is None:
        return NO_CATEGORY.format(name=row.category)
    owner = line.participant.pk
    if row.registration:
        line.registration = found.registrations.get((owner, row.registration.casefold()))
        if line.registration is None:
            return NO_REGISTRATION.format(name=row.registration)
    if row.contact_email:
        line.contact = found.contacts.get((owner, row.contact_email))
        if line.contact is None:
            return NO_CONTACT
    if row.owner_email:
        line.owner = found.owners.get(row.owner_email)
        if line.owner is None or not found.sees(line.owner, owner):
            return NO_OWNER
    return AHEAD if row.opened_on is not None and row.opened_on > today else ""


class _Found:
    """What the rows name, read at once; remembers what earlier rows of the file take."""

    def __init__(self, rows: Sequence[IssueRow], by: Any, today: date) -> None:
        open_to = Participant.objects.visible_to(by).filter(joined_into=None)
        self.companies = _companies({row.company for row in rows}, open_to)
        keys = set().union(*self.companies.values())
        self.participants = {one.pk: one for one in Participant.objects.filter(pk__in=keys)}
        self.categories = _categories(today)
        self.registrations = {}
        for one in Registration.objects.filter(participant__in=keys).order_by("-id"):
            for name in filter(None, (one.duns, one.short_name)):
                self.registrations[one.participant_id, name.casefold()] = one
        emails = {row.contact_email for row in rows if row.contact_email}
        people = Contact.objects.active().filter(participant__in=keys, email__in=emails).select_related("user")
        self.contacts = {(one.participant_id, one.email): one for one in people}
        wanted = {row.owner_email for row in rows if row.owner_email}
        self.owners = {one.email: one for one in User.objects.who_manage().filter(email__in=wanted)}
        self._seen: dict[int, set[int]] = {}
        numbers = ExternalReference.objects.filter(participant__in=keys, number__in={row.number for row in rows})
        self._known = set(numbers.values_list("participant", "kind", "number"))
        self._taken: set[tuple[int, str, str]] = set()

    def sees(self, owner: User, participant_id: int) -> bool:
        """Whether an owner may see the participant; one statement for each owner the file names."""
        if owner.pk not in self._seen:
            rows = Participant.objects.visible_to(owner).filter(pk__in=self.participants)
            self._seen[owner.pk] = set(rows.values_list("pk", flat=True))
        return participant_id in self._seen[owner.pk]

    def knows(self, line: PlannedIssue) -> bool:
        """Whether the number is one that an issue of this participant has already."""
        return self._key(line) in self._known

    def takes(self, line: PlannedIssue) -> bool:
        """Whether an earlier row of the file has the number; from now on one has."""
        key = self._key(line)
        taken = key in self._taken
        self._taken.add(key)
        return taken

    def _key(self, line: PlannedIssue) -> tuple[int, str, str]:
        return line.participant.pk, line.row.system, line.row.number


def _categories(today: date) -> dict[str, Category]:
    """Those in use, by code and by name."""
    rows = list(Category.objects.holding(today))
    return {one.name.casefold(): one for one in rows} | {one.code.casefold(): one for one in rows}


def _companies(named: Iterable[str], open_to: Any) -> dict[str, set[int]]:
    """Participants by DUNS number or short name, of their own or of one of their registrations."""
    words = set(named)
    found: dict[str, set[int]] = defaultdict(set)
    for pk, duns in open_to.filter(duns__in=words).order_by().values_list("pk", "duns"):
        found[duns.casefold()].add(pk)
    spelled = words | {word.upper() for word in words}
    rows = Registration.objects.filter(participant__in=open_to.order_by())
    for name in ("duns", "short_name"):
        for pk, value in rows.filter(**{f"{name}__in": spelled}).values_list("participant", name):
            if value:
                found[value.casefold()].add(pk)
    return found
