"""Loading the catalogs of forms, lead times, obligations, changes, test flights, plan templates and health."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from participants.choices import HealthRowKind, Proof
from participants.models import (
    ChangeProcedure,
    Form,
    HealthMeasure,
    LeadTime,
    MarketRole,
    ObligationType,
    PlanTemplate,
    TestFlight,
)
from participants.models.catalog_entry import CatalogEntry
from participants.rules import plan_templates
from participants.rules.plan_segments import NAMES as SEGMENTS
from participants.rules.schedules import check
from portal.documents.choices import Basis
from portal.documents.models import ProtectionClass
from portal.lifecycle.catalogs import read_rows
from portal.scoping.today import MARKET_ZONE

FOLDER: Final = Path(__file__).resolve().parent.parent / "catalog"

PROTECTION: Final = settings.BASE_DIR / "portal" / "documents" / "catalog" / "protection.yaml"


def _deadlines(row: Mapping[str, Any]) -> dict[str, Any]:
    """Deadlines stand in the file as the market's wall clock shows them."""
    names = ("application_deadline", "registration_deadline")
    return {name: datetime.fromisoformat(row[name]).replace(tzinfo=MARKET_ZONE) for name in names}


def _schedule(row: Mapping[str, Any]) -> dict[str, Any]:
    check(row["schedule"])
    return {}


def _template(row: Mapping[str, Any]) -> dict[str, Any]:
    """For a market role, by its code, or a segment; checked before anybody's plan is made of it."""
    plan_templates.check(row["content"])
    if row.get("segment", "") not in SEGMENTS.keys() | {""}:
        raise ValueError(f"{row['code']}: there is no segment “{row['segment']}”.")
    return {}


def _of_role(values: dict[str, Any]) -> dict[str, Any] | None:
    """A template for a market role holds the role's key, one for nobody in particular none; it waits for its role."""
    code = values.pop("role")
    role = MarketRole.objects.filter(code=code).first() if code else None
    return None if code and role is None else values | {"role_id": role.pk if role else None}


@dataclass(frozen=True)
class Catalog:
    """One file and the rows it becomes. `optional` fields may be left out; `reads` turns values into what is kept,
    `links` codes of rows of other catalogs into those rows when it is loaded, or gives None where they are missing.
    """

    name: str
    model: type[CatalogEntry]
    file: Path
    fields: tuple[str, ...]
    optional: Mapping[str, Any]
    reads: Callable[[Mapping[str, Any]], dict[str, Any]] = lambda row: {}
    links: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda values: values

    def defaults(self) -> dict[str, dict[str, Any]]:
        """The values of each row by its code, in the order of the file."""
        found = {}
        for order, row in enumerate(read_rows(self.file), start=1):
            values = {name: row[name] for name in (*self.fields, "source", "tag")}
            values |= {name: row.get(name, unless) for name, unless in self.optional.items()}
            found[row["code"]] = values | self.reads(row) | {"order": order}
        return found

    @transaction.atomic
    def load(self, *, now: datetime) -> int:
        """Add missing rows and bring unedited ones up to date; returns how many changed.

        A row that left the file stays: checklists and obligations may name it.
        """
        known = {row.code: row for row in self.model.objects.select_for_update(of=("self",))}
        changed = 0
        for code, values in self.defaults().items():
            row, values = known.get(code), self.links(values)
            if values is None:
                continue
            if row is None:
                self.model.objects.create(code=code, **values)
                changed += 1
            elif not row.edited:
                changed += bool(row.apply(**values))
        return changed


CATALOGS: Final = (
    Catalog("forms", Form, FOLDER / "forms.yaml", ("title", "used_by"), {}),
    Catalog("lead times", LeadTime, FOLDER / "lead_times.yaml", ("rule", "amount", "unit", "calendar"), {"note": ""}),
    Catalog(
        "obligations",
        ObligationType,
        FOLDER / "obligations.yaml",
        ("name", "who", "owner_kind", "rule", "schedule", "evidence", "reviewers"),
        {
            "role_codes": [],
            "notice_days": None,
            "also_counter_party": False,
            "resource_types": [],
            "filed_in": "",
            "proof": Proof.EITHER,
            "extension_months": None,
        },
        _schedule,
    ),
    Catalog(
        "change procedures",
        ChangeProcedure,
        FOLDER / "change_procedures.yaml",
        ("name", "steps", "time_rule"),
        {"lead": {}},
    ),
    Catalog(
        "test flights",
        TestFlight,
        FOLDER / "test_flights.yaml",
        ("starts_on", "ends_on", "application_deadline", "registration_deadline", "texas_set"),
        {},
        _deadlines,
    ),
    Catalog(
        "plan templates",
        PlanTemplate,
        FOLDER / "plan_templates.yaml",
        ("name", "content"),
        {"role": "", "segment": ""},
        _template,
        _of_role,
    ),
    Catalog(
        "measures of health",
        HealthMeasure,
        FOLDER / "health.yaml",
        ("name", "about", "terms"),
        {"weight": 0, "kind": HealthRowKind.MEASURE},
    ),
    Catalog(
        "classes of protected information",
        ProtectionClass,
        PROTECTION,
        ("name", "examples", "ends"),
        {"days": 0, "basis": Basis.NONE, "two_persons": False, "names_reader": True},
    ),
)


def load_reference_catalogs(*, now: datetime) -> int:
    """All of them; returns how many rows changed."""
    return sum(catalog.load(now=now) for catalog in CATALOGS)
