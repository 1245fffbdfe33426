"""Loading the default categories; a row that was corrected here is left alone."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from accounts.models import Topic
from issues.models import Category
from portal.lifecycle.catalogs import read_rows

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "categories.yaml"
FIELDS: Final[Mapping[str, Any]] = {
    "area": "",
    "name": "",
    "subcategories": [],
    "departments": [],
    "asks": [],
    "protects": {},
    "call_the_desk": False,
    "complex": False,
    "source": "",
    "tag": "",
}


@transaction.atomic
def load_categories(*, now: datetime) -> int:
    """Add missing categories and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in Category.objects.select_for_update(of=("self",))}
    topics = {topic.code: topic.pk for topic in Topic.objects.all()}
    changed = 0
    for order, row in enumerate(read_rows(FILE), start=1):
        values = {name: row.get(name, unless) for name, unless in FIELDS.items()} | {"order": order}
        values["topic_id"] = topics.get(row.get("topic", ""))
        category = known.get(row["code"])
        if category is None:
            Category(code=row["code"], **values).save(force_insert=True)
            changed += 1
        elif not category.edited and category.apply(**values):
            changed += 1
    return changed
