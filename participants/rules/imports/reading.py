"""The door to the reading side: bytes and a file name in, a Reading or UnreadableFile out."""

from collections.abc import Collection

from . import csv_tables, official_list, state_tables
from .limits import LIMITS, Limits
from .outcome import Progress, Reading, UnreadableFile
from .sniffing import Form, sniff, take_bytes

__all__ = [
    "read_assignments",
    "read_checklists",
    "read_contacts",
    "read_obligations",
    "read_participants",
    "read_resources",
    "take_bytes",
]


def read_participants(
    data: bytes, file_name: str, *, roles: Collection[str], progress: Progress | None = None, limits: Limits = LIMITS
) -> Reading:
    """The official list or a CSV of participants, whichever the content is. `roles`: the codes a CSV may carry."""
    sniffed = sniff(data, limits=limits)
    if sniffed.form is Form.WORKBOOK:
        return official_list.read(sniffed.parts, file_name, limits, progress, sniffed.notes)
    return csv_tables.read(data, csv_tables.participants(roles), limits, progress)


def read_contacts(
    data: bytes, *, contact_roles: Collection[str], progress: Progress | None = None, limits: Limits = LIMITS
) -> Reading:
    """A CSV of contacts: duns_number,name,email,phone,title,roles."""
    return _read_table(data, csv_tables.contacts(contact_roles), limits, progress)


def read_assignments(
    data: bytes, *, kinds: Collection[str], progress: Progress | None = None, limits: Limits = LIMITS
) -> Reading:
    """A CSV of assignments: duns_number,manager_email,kind,starts_on,ends_on."""
    return _read_table(data, csv_tables.assignments(kinds), limits, progress)


def read_resources(
    data: bytes, *, resource_types: Collection[str], progress: Progress | None = None, limits: Limits = LIMITS
) -> Reading:
    """A CSV of resources: duns_number,code,name,station,type,capacity_mw,qse_duns."""
    return _read_table(data, csv_tables.resources(resource_types), limits, progress)


def read_checklists(
    data: bytes,
    *,
    roles: Collection[str],
    states: Collection[str],
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """A CSV of items: duns_number,role,item,state,as_of,counts_until,remark."""
    return _read_table(data, state_tables.checklists(roles, states), limits, progress)


def read_obligations(
    data: bytes,
    *,
    roles: Collection[str],
    states: Collection[str],
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """A CSV of obligations: duns_number,role,resource,obligation,period,state,as_of,confirmation_number,remark."""
    return _read_table(data, state_tables.obligations(roles, states), limits, progress)


def _read_table(data: bytes, layout: csv_tables.Layout, limits: Limits, progress: Progress | None) -> Reading:
    if sniff(data, limits=limits).form is Form.WORKBOOK:
        raise UnreadableFile(f'{layout.kind.title()} are imported from CSV; save the sheet as "CSV UTF-8".')
    return csv_tables.read(data, layout, limits, progress)
