"""The market roles: loading the defaults, and correcting a row here."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.shape import only_fields, require_shape
from participants.models import MarketRole
from portal.audit import trail
from portal.lifecycle.catalogs import read_rows

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "roles.yaml"
FIELDS: Final = (
    "name",
    "kind",
    "description",
    "protocol_section",
    "application_form",
    "list_sheet",
    "source",
    "verified",
)
CHANGEABLE: Final = frozenset(FIELDS) - {"kind", "list_sheet"} | {"effective_from", "effective_to"}


@transaction.atomic
def load_roles(*, now: datetime) -> int:
    """Add missing roles and bring unedited ones up to date; returns how many rows changed.

    The file names a parent before its children. A role that left the file stays: registrations hold it.
    """
    known = {row.code: row for row in MarketRole.objects.select_for_update(of=("self",))}
    changed = 0
    for order, default in enumerate(read_rows(FILE), start=1):
        values: dict[str, Any] = {name: default[name] for name in FIELDS}
        values |= {"order": order, "parent": known[default["parent"]] if "parent" in default else None}
        row = known.get(default["code"])
        if row is None:
            known[default["code"]] = MarketRole.objects.create(code=default["code"], **values)
            changed += 1
        elif not row.edited and _differs(row, values):
            MarketRole.objects.filter(pk=row.pk).update(**values)
            changed += 1
    return changed


@transaction.atomic
def change_role(*, role: MarketRole, by: User, now: datetime, **fields: Any) -> MarketRole:
    """Correct a role of the catalog; from then on the defaults leave the row alone."""
    only_fields(fields, CHANGEABLE)
    permissions.can_edit_catalog(by).enforce()
    role = MarketRole.objects.select_for_update(of=("self",)).get(pk=role.pk)
    changes = {}
    for name, new in fields.items():
        old = getattr(role, name)
        if old != new:
            setattr(role, name, new)
            changes[name] = [str("" if old is None else old), str("" if new is None else new)]
    if not changes:
        return role
    require_shape(role, *changes)
    role.edited = True
    role.save(update_fields=[*changes, "edited"])
    trail.record("participants.role.changed", of=role, by=by, at=now, changes=changes)
    return role


def _differs(row: MarketRole, values: dict[str, Any]) -> bool:
    parent = values["parent"]
    plain = ((name, value) for name, value in values.items() if name != "parent")
    return row.parent_id != (parent.pk if parent else None) or any(getattr(row, name) != value for name, value in plain)
