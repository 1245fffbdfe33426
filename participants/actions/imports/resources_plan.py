"""Planning an import of resources, each with the QSE that represents it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from accounts.models import User
from participants.actions.imports import plans
from participants.actions.imports.batches import Batches
from participants.actions.imports.companies import Companies, fetched
from participants.actions.imports.plans import Plan, PlannedRow, Source
from participants.actions.shape import require_shape
from participants.choices import ResourceType, RowOutcome
from participants.models import Participant, Registration, Representation, Resource
from participants.querysets.registrations import ENDED
from participants.rules.imports.outcome import Progress, ResourceRow
from portal.audit import trail
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Refused

TEXTS: Final = ("code", "name", "station", "type", "capacity_mw")
NAME_LENGTH: Final = 240


def plan(source: Source, *, lock: bool = False) -> Plan:
    """Compare the rows with the resources on file. An empty cell erases nothing; a QSE is never replaced."""
    planner = ResourcesPlanner(source, lock=lock)
    lines = plans.plan_rows(source.rows, planner.plan_row, shown)
    return Plan(plans.in_file_order([*lines, *source.refused]), planner.writes, list(source.notes))


def shown(row: ResourceRow) -> dict[str, str]:
    return {
        "DUNS number": row.duns,
        "Code": row.code,
        "Name": row.name,
        "Type": ResourceType(row.type).label,
        "QSE": row.qse_duns,
    }


@dataclass(slots=True)
class ResourceWrites:
    resources: list[Resource] = field(default_factory=list)
    changed: list[tuple[Resource, dict[str, list[str]]]] = field(default_factory=list)
    representations: list[Representation] = field(default_factory=list)

    def write(self, *, by: User | None, now: datetime, progress: Progress) -> None:
        changed = list({resource.pk: resource for resource, _ in self.changed}.values())
        batches = Batches(len(self.resources) + len(changed) + len(self.representations), progress)
        batches.create(self.resources)
        batches.update(changed, [*TEXTS, "registration"])
        batches.create(self.representations)
        trail.record_many(self._events(by, now))

    def _events(self, by: User | None, now: datetime) -> list[AuditEvent]:
        added = [
            trail.build("participants.resource.added", of=row, by=by, at=now, changes=_as_added(row))
            for row in self.resources
        ]
        changed = [
            trail.build("participants.resource.changed", of=row, by=by, at=now, changes=changes)
            for row, changes in self.changed
        ]
        # Both companies' timelines tell of a representation.
        started = [
            trail.build(
                "participants.representation.started",
                of=row,
                participant_id=participant_id,
                by=by,
                at=now,
                changes={"from": ["", str(row.starts_on)]},
            )
            for row in self.representations
            for participant_id in {row.participant_id, row.representative_id}
        ]
        return [*added, *changed, *started]


class ResourcesPlanner:
    def __init__(self, source: Source, *, lock: bool) -> None:
        self.day: date = source.day
        numbers = {number for row in source.rows for number in (row.duns, row.qse_duns) if number}
        self.companies = Companies(numbers, lock=lock)
        self.registrations = {(row.role.code, row.duns): row for row in self.companies.registrations}
        known = fetched(
            Resource.objects.select_related("registration__role"), "participant_id", self.companies.by_id, lock=lock
        )
        for resource in known:
            resource.participant = self.companies.by_id[resource.participant_id]
        self.resources = {(row.participant_id, row.code): row for row in known}
        # Today's representation of each resource, or else the next one: the file does not touch either.
        self.represented: dict[int, Representation] = {}
        standing = Representation.objects.exclude(ends_on__lt=self.day).select_related("representative_registration")
        for row in fetched(standing, "resource_id", (one.pk for one in known)):
            first = self.represented.setdefault(row.resource_id, row)
            if row.starts_on < first.starts_on:
                self.represented[row.resource_id] = row
        self.writes = ResourceWrites()

    def plan_row(self, row: ResourceRow, line: PlannedRow) -> None:
        participant = self.companies.one_with(row.duns)
        qse = self._qse(row.qse_duns)
        resource = self.resources.get((participant.pk, row.code))
        if resource is None:
            resource = self._new(participant, row, line)
        else:
            self._change(resource, row, line)
        if qse is not None:
            self._represent(resource, qse, line)
        plans.about(line, participant)
        plans.settle(line)

    def _qse(self, duns: str) -> Registration | None:
        if not duns:
            return None
        qse = self.registrations.get(("QSE", duns))
        if qse is None or qse.status in ENDED:
            raise Refused(f"No QSE is registered under the DUNS number {duns}.")
        return qse

    def _own_registration(self, participant: Participant, duns: str) -> Registration | None:
        """The Resource Entity registration that the row's own DUNS number names, if it is one."""
        registration = self.registrations.get(("RE", duns))
        return registration if registration and registration.participant_id == participant.pk else None

    def _new(self, participant: Participant, row: ResourceRow, line: PlannedRow) -> Resource:
        resource = Resource(
            participant=participant,
            registration=self._own_registration(participant, row.duns),
            **{name: getattr(row, name) for name in TEXTS},
        )
        require_shape(resource, *TEXTS)
        self.resources[participant.pk, row.code] = resource
        self.writes.resources.append(resource)
        line.outcome = RowOutcome.NEW
        line.changes["resource"] = ["", resource.code]
        return resource

    def _change(self, resource: Resource, row: ResourceRow, line: PlannedRow) -> None:
        if not resource.active:
            raise Refused("This resource was retired; give another one its own code.")
        given = {name: value for name in TEXTS if (value := getattr(row, name)) not in ("", None)}
        # The wanted values are tried first, so that a refused row leaves the known resource as it was.
        require_shape(Resource(**given), *given)
        changes: dict[str, list[str]] = {}
        for name, value in given.items():
            plans.set_field(resource, name, value, changes)
        registration = self._own_registration(resource.participant, row.duns)
        if registration is not None and resource.registration is None:
            plans.set_field(resource, "registration", registration, changes)
        if changes and resource.pk is not None:
            self.writes.changed.append((resource, changes))
        line.changes |= changes

    def _represent(self, resource: Resource, qse: Registration, line: PlannedRow) -> None:
        held = self.represented.get(resource.pk or id(resource))
        if held is not None:
            if held.representative_registration_id != qse.pk:
                line.notes.append(f"{held.representative_name} represents it; that stays.")
            return
        representation = Representation(
            participant=resource.participant,
            resource=resource,
            representative=qse.participant,
            representative_registration=qse,
            represented_name=f"{resource} ({resource.participant.name})"[:NAME_LENGTH],
            representative_name=f"{qse} ({qse.participant.name})"[:NAME_LENGTH],
            starts_on=self.day,
        )
        self.represented[resource.pk or id(resource)] = representation
        self.writes.representations.append(representation)
        line.changes["qse"] = ["", str(qse)]


def _as_added(resource: Resource) -> dict[str, list[str]]:
    capacity = "" if resource.capacity_mw is None else str(resource.capacity_mw)
    return {"type": ["", resource.type], "capacity_mw": ["", capacity]}
