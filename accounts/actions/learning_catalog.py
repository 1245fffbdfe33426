"""The default steps of learning plans, loaded from their file."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from accounts.models import LearningTemplate
from portal.lifecycle.catalogs import read_rows

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "learning.yaml"
SOURCE: Final = "a proposal of this product"


@transaction.atomic
def load_learning(*, now: datetime) -> int:
    """Add missing steps and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in LearningTemplate.objects.select_for_update()}
    new, changed = [], 0
    for order, default in enumerate(read_rows(FILE), start=1):
        values = {name: default[name] for name in ("level", "kind", "title")}
        values |= {"subject": default.get("subject", ""), "times": default.get("times", 1), "source": SOURCE}
        values |= {"in_days": default["days"], "order": order}
        row = known.get(default["code"])
        if row is None:
            new.append(LearningTemplate(code=default["code"], **values))
        elif not row.edited and row.apply(**values):
            changed += 1
    LearningTemplate.objects.bulk_create(new)
    return changed + len(new)
