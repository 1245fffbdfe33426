"""Planning an import of participants: which registrations and companies are new, changed, or no longer listed.

Registrations match by role and DUNS. A new one goes to the company that carries the same full DUNS and the same
name; otherwise to a company of its own: nothing is joined silently.
"""

from collections.abc import Iterable
from functools import lru_cache

from accounts.models import User
from participants.actions.imports import plans
from participants.actions.imports.companies import Companies, Managers, fetched, marks_of
from participants.actions.imports.participants_writes import ParticipantWrites
from participants.actions.imports.plans import Plan, PlannedRow, Source
from participants.choices import AssignmentKind, Degree, Origin, RegistrationStatus, RoleKind, RowOutcome
from participants.models import Assignment, MarketRole, Participant, Registration
from participants.querysets.registrations import ENDED
from participants.rules.complexity import ABOVE, suffices
from participants.rules.imports.outcome import ListedRow
from participants.rules.names import comparable
from portal.lifecycle.refusals import Refused
from portal.web.words import short_day

NOT_REOPENED = "This registration is {status}; it is never re-opened. A new one needs its own DUNS number."
# Each name is asked for by its company, its registrations and its row.
CACHED_NAMES = 20_000
FILLED = ("listed_name", "short_name", "agreement_date")


def plan(source: Source, *, lock: bool = False) -> Plan:
    """Compare the rows with the database. With `lock` what is compared stays as it is until the transaction ends."""
    planner = ParticipantsPlanner(source, lock=lock)
    lines = plans.plan_rows(source.rows, planner.plan_row, shown)
    notes = list(source.notes)
    if source.full_list:
        gone, already = planner.no_longer_listed(lock=lock)
        lines += gone
        if already:
            notes.append(f"Marked as no longer listed before, and still missing: {already}.")
    return Plan(plans.in_file_order([*lines, *source.refused]), planner.writes, notes)


def shown(row: ListedRow) -> dict[str, str]:
    return {"Name": row.name, "Short name": row.short_name, "DUNS number": row.duns}


class ParticipantsPlanner:
    """Goes through the rows in the file's order; companies planned for one row are found by the next."""

    def __init__(self, source: Source, *, lock: bool) -> None:
        rows: Iterable[ListedRow] = source.rows
        self.source = source
        self.companies = Companies({row.duns for row in rows}, lock=lock)
        self.roles = {role.code: role for role in MarketRole.objects.filter(kind=RoleKind.REGISTRATION)}
        self.managers = Managers(row.manager_email for row in rows)
        self.registrations = {(row.role.code, row.duns): row for row in self.companies.registrations}
        self.carriers: dict[str, Participant] = dict(self.companies.carriers)
        self.by_name = self._by_name()
        named = any(row.manager_email for row in rows)
        self.primaries = self._primaries() if named else {}
        self.marks = marks_of(self.companies.by_id) if named else {}
        self.writes = ParticipantWrites(day=source.day, listed_on=source.listed_on)

    def _by_name(self) -> dict[tuple[str, str], Participant]:
        """Companies by full DUNS number and name, own numbers before those of their registrations."""
        found = {}
        for duns, carrier in self.companies.carriers.items():
            found[duns, name_key(carrier.name)] = self.companies.living(carrier)
        for registration in self.companies.registrations:
            company = self.companies.living(registration.participant)
            for name in filter(None, (registration.participant.name, registration.listed_name)):
                found.setdefault((registration.duns, name_key(name)), company)
        return found

    def _primaries(self) -> dict[str, Assignment]:
        """Who is, or will next be, account manager, by the company's reference."""
        held = fetched(
            Assignment.objects.filter(kind=AssignmentKind.PRIMARY)
            .not_over(self.source.day)
            .select_related("person", "participant"),
            "participant_id",
            self.companies.by_id,
        )
        first: dict[str, Assignment] = {}
        for assignment in sorted(held, key=lambda one: one.starts_on):
            first.setdefault(assignment.participant.ref, assignment)
        return first

    def plan_row(self, row: ListedRow, line: PlannedRow) -> None:
        """Fill in the line of one row; refused with its reason."""
        manager = self.managers.named(row.manager_email)
        if not row.role:
            company = self._company(row, line)
        elif (row.role, row.duns) in self.registrations:
            company = self._known(row, line)
        else:
            company = self._new(row, line)
        plans.about(line, company)
        if manager is not None:
            self._assign(company, manager, line)
        plans.settle(line)

    def _known(self, row: ListedRow, line: PlannedRow) -> Participant:
        registration = self.registrations[row.role, row.duns]
        if registration.status in ENDED:
            raise Refused(NOT_REOPENED.format(status=registration.get_status_display().lower()))
        if registration.status != RegistrationStatus.QUALIFIED:
            line.notes.append(f"Here it is “{registration.get_status_display()}”; the file does not change that.")
        company, before = registration.participant, registration.listed_name
        if before and row.name != before and company.name == before:
            self._rename(company, row.name, line)
        values = {"listed_name": row.name, "short_name": row.short_name, "agreement_date": row.agreement_date}
        changes: dict[str, list[str]] = {}
        for name in FILLED:
            if values[name]:
                plans.set_field(registration, name, values[name], changes)
        plans.set_field(registration, "missing_since", None, changes)
        if changes:
            self.writes.changed.append((registration, changes))
            line.changes |= changes
        self.writes.seen.append(registration)
        return company

    def _new(self, row: ListedRow, line: PlannedRow) -> Participant:
        if row.role not in self.roles:
            raise Refused(f"The catalog of market roles has no registration {row.role}.")
        line.outcome = RowOutcome.NEW
        company = self.by_name.get((row.duns, name_key(row.name)))
        if company is None:
            company = self._add_company(row, line, Origin.LISTED)
        else:
            line.notes.append(f"Goes to {company.name}, which has the same DUNS number and name.")
        registration = Registration(
            participant=company,
            role=self.roles[row.role],
            duns=row.duns,
            short_name=row.short_name,
            listed_name=row.name,
            agreement_date=row.agreement_date,
            status=RegistrationStatus.QUALIFIED,
            origin=Origin.LISTED,
            listed_on=self.source.listed_on or self.source.day,
        )
        self.registrations[row.role, row.duns] = registration
        self.writes.registrations.append(registration)
        line.changes["registration"] = ["", str(registration)]
        return company

    def _company(self, row: ListedRow, line: PlannedRow) -> Participant:
        """A row without a role: the company alone."""
        carrier = self.carriers.get(row.duns)
        if carrier is None:
            named = self.by_name.get((row.duns, name_key(row.name)))
            if named is not None:
                return named
            line.outcome = RowOutcome.NEW
            return self._add_company(row, line, Origin.ENTERED)
        if carrier.joined_into_id is not None:
            living = self.companies.living(carrier)
            line.notes.append(f"This company was joined into {living.name}; its name stays.")
            return living
        self._rename(carrier, row.name, line)
        return carrier

    def _add_company(self, row: ListedRow, line: PlannedRow, origin: str) -> Participant:
        carrier = self.carriers.get(row.duns)
        company = Participant(name=row.name, duns="" if carrier else row.duns, origin=origin)
        if carrier is None:
            self.carriers[row.duns] = company
        else:
            line.notes.append(
                f"{carrier.name} carries this DUNS number, so the new participant gets none of its own; "
                "join the two if they are one company."
            )
        self.by_name[row.duns, name_key(row.name)] = company
        self.writes.participants.append(company)
        line.changes["participant"] = ["", company.name]
        return company

    def _rename(self, company: Participant, name: str, line: PlannedRow) -> None:
        changes: dict[str, list[str]] = {}
        plans.set_field(company, "name", name, changes)
        if changes:
            line.changes |= changes
            if company.pk is not None:
                self.writes.rename(company, changes)

    def _assign(self, company: Participant, manager: User, line: PlannedRow) -> None:
        held = self.primaries.get(company.ref)
        if held is None and not suffices(manager.capabilities, self.marks.get(company.pk, Degree.LOW)):
            line.notes.append(ABOVE.format(person=manager.name))
        elif held is None:
            held = Assignment(
                participant=company, person=manager, kind=AssignmentKind.PRIMARY, starts_on=self.source.day
            )
            self.primaries[company.ref] = held
            self.writes.assignments.append(held)
            line.changes["account_manager"] = ["", manager.name]
        elif held.person.pk != manager.pk:
            since = f" from {short_day(held.starts_on)}" if held.starts_on > self.source.day else ""
            line.notes.append(f"{held.person.name} is the account manager{since}; that stays.")

    def no_longer_listed(self, *, lock: bool) -> tuple[list[PlannedRow], int]:
        """Standing listed registrations that a complete list leaves out, and how many were marked before."""
        rows = (
            Registration.objects.standing()
            .filter(origin=Origin.LISTED, role__code__in=self.source.sheets)
            .select_related("role", "participant")
            .order_by("role__order", "role__code", "listed_name", "pk")
        )
        rows = rows.select_for_update(of=("self",)) if lock else rows
        missing = [row for row in rows if (row.role.code, row.duns) not in self.source.listed_keys]
        fresh = [row for row in missing if row.missing_since is None]
        return [self._gone(registration) for registration in fresh], len(missing) - len(fresh)

    def _gone(self, registration: Registration) -> PlannedRow:
        changes: dict[str, list[str]] = {}
        plans.set_field(registration, "missing_since", self.source.listed_on, changes)
        self.writes.missing.append((registration, changes))
        data = {
            "role": registration.role.code,
            "duns": registration.duns,
            "name": registration.listed_name,
            "short_name": registration.short_name,
            "participant": registration.participant.ref,
        }
        return PlannedRow(registration.role.code, 0, RowOutcome.NO_LONGER_LISTED, data, changes=changes)


@lru_cache(maxsize=CACHED_NAMES)
def name_key(name: str) -> str:
    """Equal for all spellings of one company's name."""
    return comparable(name) or name.casefold()
