"""Loading the default rules of disputes and the subtypes of MarkeTrak; a row corrected here is left alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.db import transaction

from issues.choices import RuleUnit
from issues.models import DisputeRule, MarkeTrakSubtype
from issues.rules.marketrak_report import Words
from participants.choices import SourceTag
from participants.models.catalog_entry import CatalogEntry
from portal.lifecycle.catalogs import SAFE, read_rows

FOLDER: Final = Path(__file__).resolve().parent.parent / "catalog"
RULES: Final = FOLDER / "dispute_rules.yaml"
MARKETRAK: Final = FOLDER / "marketrak.yaml"
RULE_FIELDS: Final[Mapping[str, Any]] = {
    "kind": "",
    "name": "",
    "text": "",
    "runs": [],
    "amount": None,
    "unit": RuleUnit.BUSINESS,
    "counted_from": "",
    "rolls": False,
    "until_close": False,
    "first_day": None,
    "last_day": None,
    "until_on": None,
    "source": "",
    "tag": "",
}


@transaction.atomic
def load_dispute_rules(*, now: datetime) -> int:
    """Add missing rules and bring unedited ones up to date; returns how many changed."""
    rows = (
        (row["code"], {name: row.get(name, unless) for name, unless in RULE_FIELDS.items()}) for row in read_rows(RULES)
    )
    return _load(DisputeRule, rows)


@transaction.atomic
def load_marketrak(*, now: datetime) -> int:
    """Add missing subtypes and bring unedited ones up to date; returns how many changed."""
    told = _told()
    rows = (
        (
            row["code"],
            {
                "name": row["name"],
                "benchmark_days": row.get("benchmark_days"),
                "source": told["source"],
                "tag": SourceTag.PROPOSED if "benchmark_days" in row else SourceTag.VERIFIED,
            },
        )
        for row in told["rows"]
    )
    return _load(MarkeTrakSubtype, rows)


@lru_cache
def marketrak_words() -> Words:
    """What MarkeTrak knows, by the catalog's file."""
    told = _told()
    return Words(
        issue_types=tuple(told["issue_types"]),
        subtypes=tuple(row["name"] for row in told["rows"]),
        states=tuple(told["states"]),
        complete=frozenset(told["complete"]),
    )


def _told() -> dict[str, Any]:
    return yaml.load(MARKETRAK.read_text(encoding="utf-8"), Loader=SAFE)  # noqa: S506 it is the safe one


def _load(model: type[CatalogEntry], rows: Iterable[tuple[str, dict[str, Any]]]) -> int:
    known = {row.code: row for row in model.objects.select_for_update(of=("self",))}
    changed = 0
    for order, (code, told) in enumerate(rows, start=1):
        values = told | {"order": order}
        row = known.get(code)
        if row is None:
            model(code=code, **values).save(force_insert=True)
            changed += 1
        elif not row.edited and row.apply(**values):
            changed += 1
    return changed
