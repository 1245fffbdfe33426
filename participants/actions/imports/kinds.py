"""The kinds of file: how each is read and planned. Reading and planning write nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Final

from django.conf import settings

from participants.actions.imports import (
    assignments_plan,
    checklists_plan,
    contacts_plan,
    obligations_plan,
    participants_plan,
    resources_plan,
)
from participants.actions.imports.lists import require_newest
from participants.actions.imports.plans import Plan, Source, source_of
from participants.choices import AssignmentKind, ContactRoleKind, ImportKind, ResourceType, RoleKind
from participants.models import MarketRole
from participants.rules.imports import reading
from participants.rules.imports.limits import LIMITS, Limits
from participants.rules.imports.outcome import Progress, Reading
from portal.scoping.today import market_day


def _participants(data: bytes, file_name: str, progress: Progress | None, limits: Limits) -> Reading:
    return reading.read_participants(data, file_name, roles=_roles(), progress=progress, limits=limits)


def _contacts(data: bytes, file_name: str, progress: Progress | None, limits: Limits) -> Reading:
    return reading.read_contacts(data, contact_roles=ContactRoleKind.values, progress=progress, limits=limits)


def _assignments(data: bytes, file_name: str, progress: Progress | None, limits: Limits) -> Reading:
    return reading.read_assignments(data, kinds=AssignmentKind.values, progress=progress, limits=limits)


def _resources(data: bytes, file_name: str, progress: Progress | None, limits: Limits) -> Reading:
    return reading.read_resources(data, resource_types=ResourceType.values, progress=progress, limits=limits)


def _checklists(data: bytes, file_name: str, progress: Progress | None, limits: Limits) -> Reading:
    states = {"roles": _roles(), "states": checklists_plan.STATES}
    return reading.read_checklists(data, **states, progress=progress, limits=limits)


def _obligations(data: bytes, file_name: str, progress: Progress | None, limits: Limits) -> Reading:
    states = {"roles": _roles(), "states": obligations_plan.STATES}
    return reading.read_obligations(data, **states, progress=progress, limits=limits)


def _roles() -> list[str]:
    return list(MarketRole.objects.filter(kind=RoleKind.REGISTRATION).values_list("code", flat=True))


@dataclass(frozen=True, slots=True)
class KindOfImport:
    """`personal`: the rows hold people's data, so a preview of them is not kept once it was applied."""

    read: Callable[[bytes, str, Progress | None, Limits], Reading]
    plan: Callable[..., Plan]
    personal: bool = False


KINDS: Final[dict[str, KindOfImport]] = {
    ImportKind.PARTICIPANTS: KindOfImport(_participants, participants_plan.plan),
    ImportKind.CONTACTS: KindOfImport(_contacts, contacts_plan.plan, personal=True),
    ImportKind.ASSIGNMENTS: KindOfImport(_assignments, assignments_plan.plan),
    ImportKind.RESOURCES: KindOfImport(_resources, resources_plan.plan),
    ImportKind.CHECKLISTS: KindOfImport(_checklists, checklists_plan.plan),
    ImportKind.OBLIGATIONS: KindOfImport(_obligations, obligations_plan.plan),
}


def limits() -> Limits:
    """The reader's limits with the size this installation allows."""
    return replace(LIMITS, upload_bytes=settings.IMPORT_MAX_BYTES)


def read(kind: str, data: bytes, file_name: str, *, now: datetime, progress: Progress | None = None) -> Source:
    """What the file says; raises UnreadableFile, or Refused for a list older than one imported before."""
    whole = reading.take_bytes(BytesIO(data), limits=limits())
    source = source_of(KINDS[kind].read(whole, file_name, progress, limits()), market_day(now))
    require_newest(source)
    return source


def plan(kind: str, source: Source, *, lock: bool = False) -> Plan:
    return KINDS[kind].plan(source, lock=lock)
