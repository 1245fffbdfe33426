"""Planning an import of contacts: people found again by e-mail, or by name where a row has no e-mail."""

from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import User
from participants.actions.imports import plans
from participants.actions.imports.batches import Batches
from participants.actions.imports.companies import Companies, fetched
from participants.actions.imports.plans import Plan, PlannedRow, Source
from participants.actions.shape import require_shape
from participants.choices import ContactRoleKind, RowOutcome
from participants.models import Contact, ContactRole, Participant
from participants.rules.imports.outcome import ContactRow, Progress
from portal.audit import trail
from portal.lifecycle.refusals import Refused

TEXTS = ("name", "email", "phone", "title")


def plan(source: Source, *, lock: bool = False) -> Plan:
    """Compare the rows with the contacts on file. An empty cell erases nothing; no role is taken away."""
    planner = ContactsPlanner(source, lock=lock)
    lines = plans.plan_rows(source.rows, planner.plan_row, shown)
    return Plan(plans.in_file_order([*lines, *source.refused]), planner.writes, list(source.notes))


def shown(row: ContactRow) -> dict[str, str]:
    """What is kept of a refused row: nothing about the person."""
    return {"DUNS number": row.duns, "Roles": "; ".join(ContactRoleKind(role).label for role in row.roles)}


@dataclass(slots=True)
class ContactWrites:
    day: date
    contacts: list[Contact] = field(default_factory=list)
    changed: list[tuple[Contact, dict[str, list[str]]]] = field(default_factory=list)
    roles: list[ContactRole] = field(default_factory=list)

    def write(self, *, by: User | None, now: datetime, progress: Progress) -> None:
        changed = list({contact.pk: contact for contact, _ in self.changed}.values())
        batches = Batches(len(self.contacts) + len(changed) + len(self.roles), progress)
        batches.create(self.contacts)
        batches.update(changed, TEXTS)
        batches.create(self.roles)
        added = "participants.contact.added"
        trail.record_many(
            [
                *(trail.build(added, of=row, by=by, at=now, changes={"name": ["", row.name]}) for row in self.contacts),
                *(
                    trail.build("participants.contact.changed", of=row, by=by, at=now, changes=changes)
                    for row, changes in self.changed
                ),
                *(
                    trail.build("participants.contact_role.given", of=row, by=by, at=now, changes=_as_given(row))
                    for row in self.roles
                ),
            ]
        )


class ContactsPlanner:
    def __init__(self, source: Source, *, lock: bool) -> None:
        self.day = source.day
        self.companies = Companies({row.duns for row in source.rows}, lock=lock)
        self.by_email: dict[tuple[int, str], Contact] = {}
        self.by_name: dict[tuple[int, str], list[Contact]] = {}
        contacts = fetched(Contact.objects.active(), "participant_id", self.companies.by_id, lock=lock)
        for contact in contacts:
            contact.participant = self.companies.by_id[contact.participant_id]
            self._know(contact)
        roles = fetched(ContactRole.objects.filter(registration=None), "contact_id", (one.pk for one in contacts))
        self.held = {(role.contact_id, role.kind) for role in roles if role.ends_on is None or role.ends_on >= self.day}
        self.writes = ContactWrites(self.day)

    def _know(self, contact: Contact) -> None:
        if contact.email:
            self.by_email[contact.participant_id, contact.email] = contact
        self.by_name.setdefault((contact.participant_id, contact.name.casefold()), []).append(contact)

    def plan_row(self, row: ContactRow, line: PlannedRow) -> None:
        participant = self.companies.one_with(row.duns)
        contact = self._found(participant, row)
        if contact is None:
            contact = self._new(participant, row, line)
        else:
            self._change(contact, row, line)
        for kind in row.roles:
            self._give(contact, kind, line)
        plans.about(line, participant)
        plans.settle(line)

    def _found(self, participant: Participant, row: ContactRow) -> Contact | None:
        if row.email:
            return self.by_email.get((participant.pk, row.email))
        namesakes = self.by_name.get((participant.pk, row.name.casefold()), [])
        if len(namesakes) > 1:
            raise Refused("Several contacts of this participant have that name; give the e-mail address.")
        return namesakes[0] if namesakes else None

    def _new(self, participant: Participant, row: ContactRow, line: PlannedRow) -> Contact:
        contact = Contact(participant=participant, name=row.name, email=row.email, phone=row.phone, title=row.title)
        require_shape(contact, *TEXTS)
        if not row.email and not row.phone:
            raise Refused("A contact needs an e-mail address or a phone number.")
        self._know(contact)
        self.writes.contacts.append(contact)
        line.outcome = RowOutcome.NEW
        line.changes["contact"] = ["", contact.name]
        return contact

    def _change(self, contact: Contact, row: ContactRow, line: PlannedRow) -> None:
        given = {name: value for name in TEXTS if (value := getattr(row, name))}
        # The wanted texts are tried first, so that a refused row leaves the known contact as it was.
        require_shape(Contact(**given), *given)
        changes: dict[str, list[str]] = {}
        for name, value in given.items():
            plans.set_field(contact, name, value, changes)
        if changes and contact.pk is not None:
            self.writes.changed.append((contact, changes))
        line.changes |= changes

    def _give(self, contact: Contact, kind: str, line: PlannedRow) -> None:
        holder = (contact.pk or id(contact), kind)
        if holder in self.held:
            return
        self.held.add(holder)
        role = ContactRole(participant=contact.participant, contact=contact, kind=kind, starts_on=self.day)
        self.writes.roles.append(role)
        line.changes[f"role {role.get_kind_display()}"] = ["", "from today"]


def _as_given(role: ContactRole) -> dict[str, list[str]]:
    return {
        "contact": ["", role.contact.name],
        "role": ["", role.get_kind_display()],
        "from": ["", str(role.starts_on)],
    }
