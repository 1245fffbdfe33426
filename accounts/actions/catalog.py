"""The default departments, loaded from their file."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from accounts.models import Department
from portal.lifecycle.catalogs import read_rows

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "departments.yaml"
FIELDS: Final = ("name", "answers_on", "first_questions", "outside", "source", "verified")


@transaction.atomic
def load_departments(*, now: datetime) -> int:
    """Add missing departments and bring unedited ones up to date; returns how many rows changed."""
    known = {row.code: row for row in Department.objects.select_for_update()}
    changed = 0
    for default in read_rows(FILE):
        values = {field: default.get(field, "") for field in FIELDS}
        row = known.get(default["code"])
        if row is None:
            Department.objects.create(code=default["code"], **values)
            changed += 1
        elif not row.edited and any(getattr(row, field) != value for field, value in values.items()):
            Department.objects.filter(pk=row.pk).update(**values)
            changed += 1
    return changed
