"""Loading the default saved replies; a row that was changed or put out of use here is left alone."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from issues.models import SavedReply
from issues.rules.saved_replies import unknown
from portal.lifecycle.catalogs import read_rows

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "saved_replies.yaml"


@transaction.atomic
def load_saved_replies(*, now: datetime) -> int:
    """Add missing replies and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in SavedReply.objects.exclude(code="").select_for_update(of=("self",))}
    changed = 0
    for row in read_rows(FILE):
        if names := unknown(row["text"]):
            raise ValueError(f"The saved reply {row['code']} has unknown places: {names}.")
        values: dict[str, Any] = {
            "title": row["title"],
            "text": row["text"].strip(),
            "move": row.get("move", ""),
            "cause": row.get("cause", ""),
        }
        reply = known.get(row["code"])
        if reply is None:
            SavedReply(code=row["code"], **values).save(force_insert=True)
            changed += 1
        elif not reply.edited and reply.apply(**values):
            changed += 1
    return changed
