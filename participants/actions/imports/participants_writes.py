"""Writing what an import of participants planned: companies, registrations and what comes with them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from accounts.models import User
from participants.actions.imports.batches import BATCH, Batches, chunks
from participants.actions.imports.companies import fetched
from participants.models import Assignment, CounterParty, Participant, Registration
from participants.rules.imports.outcome import Progress
from participants.rules.registration_moves import CREDIT_ROLES
from portal.audit import trail
from portal.audit.models import AuditEvent

Changes = dict[str, list[str]]
REGISTRATION_FIELDS: Final = ("listed_name", "short_name", "agreement_date", "missing_since")


@dataclass(slots=True)
class ParticipantWrites:
    """New rows, and loaded rows whose fields were set; each with the changes its audit event tells."""

    day: date
    listed_on: date | None
    participants: list[Participant] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    renamed: dict[str, tuple[Participant, Changes]] = field(default_factory=dict)
    changed: list[tuple[Registration, Changes]] = field(default_factory=list)
    missing: list[tuple[Registration, Changes]] = field(default_factory=list)
    seen: list[Registration] = field(default_factory=list)

    def rename(self, company: Participant, changes: Changes) -> None:
        """The company's name was set; a second time in one file, its first name stays the old one."""
        if company.ref in self.renamed:
            changes = {"name": [self.renamed[company.ref][1]["name"][0], changes["name"][1]]}
        self.renamed[company.ref] = company, changes

    def write(self, *, by: User | None, now: datetime, progress: Progress) -> None:
        renamed = [company for company, _ in self.renamed.values()]
        changed = [registration for registration, _ in self.changed]
        missing = [registration for registration, _ in self.missing]
        created = (self.participants, self.registrations, self.assignments)
        batches = Batches(sum(map(len, (*created, renamed, changed, missing))), progress)
        batches.create(self.participants)
        batches.create(self.registrations)
        batches.create(self.assignments)
        counter_parties = self._counter_parties()
        CounterParty.objects.bulk_create(counter_parties, batch_size=BATCH)
        batches.update(renamed, ["name"])
        batches.update(changed, REGISTRATION_FIELDS)
        for chunk in chunks(missing, BATCH):
            keys = [registration.pk for registration in chunk]
            Registration.objects.filter(pk__in=keys).update(missing_since=self.listed_on)
        self._mark_seen()
        trail.record_many(self._events(counter_parties, by, now))

    def _counter_parties(self) -> list[CounterParty]:
        """With the first QSE or CRRAH registration of a company comes its Counter-Party."""
        companies = {row.participant.pk: row.participant for row in self.registrations if row.role.code in CREDIT_ROLES}
        known = fetched(CounterParty.objects.only("participant_id"), "participant_id", companies)
        for counter_party in known:
            del companies[counter_party.participant_id]
        return [CounterParty(participant=company, since=self.day) for company in companies.values()]

    def _mark_seen(self) -> None:
        """The date of the newest list that names a registration; no change worth telling."""
        if self.listed_on is None:
            return
        older = [row.pk for row in self.seen if row.listed_on is None or row.listed_on < self.listed_on]
        for chunk in chunks(older, BATCH):
            Registration.objects.filter(pk__in=chunk).update(listed_on=self.listed_on)

    def _events(self, counter_parties: list[CounterParty], by: User | None, now: datetime) -> list[AuditEvent]:
        def event(verb: str, row: object, changes: Changes | None = None) -> AuditEvent:
            return trail.build(verb, of=row, by=by, at=now, changes=changes)

        return [
            *(event("participants.participant.added", row, _as_added(row)) for row in self.participants),
            *(event("participants.registration.added", row, _as_registered(row)) for row in self.registrations),
            *(event("participants.counter_party.added", row) for row in counter_parties),
            *(event("participants.assignment.made", row, _as_assigned(row)) for row in self.assignments),
            *(event("participants.participant.changed", row, changes) for row, changes in self.renamed.values()),
            *(event("participants.registration.listed", row, changes) for row, changes in self.changed),
            *(event("participants.registration.missing", row, changes) for row, changes in self.missing),
        ]


def _as_added(row: Participant) -> Changes:
    return {name: ["", value] for name in ("name", "duns") if (value := getattr(row, name))}


def _as_registered(row: Registration) -> Changes:
    return {"role": ["", row.role.code], "duns": ["", row.duns], "status": ["", str(row.status)]}


def _as_assigned(row: Assignment) -> Changes:
    return {"person": ["", row.person.name], "from": ["", str(row.starts_on)]}
