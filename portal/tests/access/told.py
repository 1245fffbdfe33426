"""What the world's rows are called by addresses, and what tells one company's rows from another's."""

from typing import Any

from django.db.models import Model

from participants.invitation_links import token_of

ASKED_OF_ALL = "COM-01"  # a code of the catalog, which is nobody's own


def names_of(rows: Any) -> dict[str, Any]:
    """A company's rows under the names by which addresses call for them."""
    own = {f"own_{name}": getattr(rows, name) for name in ("checklist", "item", "evidence")}
    own["invitation_token"] = token_of(rows.guest_invited)
    return vars(rows) | own | {"registration": rows.qse, "role": rows.representative}


TELLING = ("ref", "name", "duns", "short_name", "code", "email", "represented_name", "title", "text", "reason")


def facts_of(rows: Any) -> set[str]:
    """What tells one company's rows: names, references, numbers, codes, addresses."""
    told: set[str] = set()
    for row in vars(rows).values():
        if getattr(row, "FROM_CATALOG", False):
            continue
        chosen = {one.name for one in row._meta.fields if one.choices} if isinstance(row, Model) else set()
        told |= {str(getattr(row, name, "") or "") for name in TELLING if name not in chosen}
    return told - {"", ASKED_OF_ALL}
