"""The catalog of departments, as supervisors correct it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import permissions
from accounts.models import Department, User
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.lifecycle.rows import in_words


@transaction.atomic
def add_department(*, by: User, now: datetime, **fields: Any) -> Department:
    """Add a department of one's own; it is never overwritten by the defaults."""
    permissions.can_edit_catalog(by).enforce()
    _require_able(fields.get("lead"))
    department = Department.objects.create(edited=True, **fields)
    trail.record("accounts.department.added", of=department, by=by, at=now)
    return department


@transaction.atomic
def change_department(*, department: Department, by: User, now: datetime, **fields: Any) -> Department:
    """Correct a row; from then on it counts as edited here."""
    department = Department.objects.select_for_update().get(pk=department.pk)
    permissions.can_edit_catalog(by).enforce()
    _require_able(fields.get("lead"))
    changes = {}
    for name, new in fields.items():
        old = getattr(department, name)
        if old != new:
            setattr(department, name, new)
            changes[name] = [in_words(old), in_words(new)]
    if changes:
        department.edited = True
        department.save(update_fields=[*changes, "edited"])
        trail.record("accounts.department.changed", of=department, by=by, at=now, changes=changes)
    return department


def _require_able(lead: User | None) -> None:
    if lead is not None and not (lead.is_active and lead.is_staff):
        raise Refused("Only somebody of the staff with an open account can lead a department.")
