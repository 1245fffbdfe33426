"""The catalogs as they are shipped: every row with its source and how sure it is; loaded without overwriting."""

from datetime import date, datetime
from pathlib import Path

import pytest

from accounts.models import Department, User
from participants import models
from participants.actions.catalog import FILE as ROLES
from participants.actions.catalog import load_roles
from participants.actions.flights import change_flight
from participants.actions.reference_catalogs import CATALOGS, load_reference_catalogs
from participants.choices import LeadUnit, OwnerKind, SourceTag
from participants.rules.flights import fault_of
from participants.rules.obligations import KINDS, Facts, next_due
from portal.calendars.models import Calendar
from portal.calendars.tests.almanac import ALWAYS, BH
from portal.lifecycle import catalogs
from portal.lifecycle.catalogs import read_rows

COMMITTED = Path(__file__).with_name("reference_catalogs.txt")
BY_NAME = {catalog.name: catalog for catalog in CATALOGS}
DEPARTMENTS = Path(__file__).resolve().parents[3] / "accounts" / "catalog" / "departments.yaml"


def committed() -> list[str]:
    return COMMITTED.read_text(encoding="utf-8").splitlines()


def test_codes_tags_and_sources_are_those_committed() -> None:
    """Whoever changes a row says so here too: catalog | code | tag | source."""
    shipped = [
        f"{catalog.name} | {code} | {row['tag']} | {row['source']}"
        for catalog in CATALOGS
        for code, row in catalog.defaults().items()
    ]
    assert shipped == committed()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("forms", 25),
        ("lead times", 15),
        ("obligations", 19),
        ("change procedures", 9),
        ("test flights", 3),
        ("plan templates", 9),
        ("measures of health", 10),
        ("classes of protected information", 14),
    ],
)
def test_each_catalog_is_complete(name: str, count: int) -> None:
    assert len(BY_NAME[name].defaults()) == count


def test_every_row_can_be_read_with_its_source_by_the_api() -> None:
    for catalog in CATALOGS:
        codes = [row["code"] for row in read_rows(catalog.file)]
        assert len(codes) == len(set(codes)), catalog.name
        for code, row in catalog.defaults().items():
            assert code.replace("-", "").isalnum(), code
            assert row["source"], code
            assert row["tag"] in SourceTag.values, code


def test_lead_times_count_by_a_calendar() -> None:
    rows = BY_NAME["lead times"].defaults()
    assert {row["calendar"] for row in rows.values()} == {"ercot-business", "always"}
    assert all(row["unit"] in LeadUnit.values and row["amount"] >= 1 for row in rows.values())
    times = {code: (row["amount"], row["unit"], row["calendar"]) for code, row in rows.items()}
    assert times["LT-LSE-REVIEW"] == (10, "day", "ercot-business")
    assert times["LT-QSE-RES-CHANGE"] == (45, "day", "always")
    assert times["LT-DCAA-EXT"] == (6, "month", "always")


def test_obligations_name_known_roles_departments_and_calendars() -> None:
    roles = {row["code"] for row in read_rows(ROLES)}
    departments = {row["code"] for row in read_rows(DEPARTMENTS)}
    for code, row in BY_NAME["obligations"].defaults().items():
        assert set(row["role_codes"]) <= roles, code
        assert row["reviewers"], code
        assert set(row["reviewers"]) <= departments, code
        assert row["owner_kind"] in OwnerKind.values, code
        assert row["schedule"].get("calendar", "bank") in {"ercot-business", "bank"}, code


DUE = {
    "OB-DCAA": "2027-10-01",
    "OB-CERT": "2027-11-23",
    "OB-FIN-Q": "2026-11-29",
    "OB-FIN-A": "2027-04-30",
    "OB-RISK": "2027-04-30",
    "OB-DOWP-S": "2027-06-01",
    "OB-DOWP-W": "2026-12-01",
    "OB-EOP": "2027-11-23",
    "OB-CBCI": "2026-12-15",
    "OB-LSIPA": "2026-12-07",
    "OB-NCI": "2027-05-23",
    "OB-CONTACT": "2027-05-01",
    "OB-UFLS-OPS": "2027-11-23",
    "OB-INVOICE": "2026-11-25",
    "OB-MEMBER": "2027-11-23",
}


def test_the_day_each_obligation_is_due_next() -> None:
    """From 23 November 2026, for a calendar-year company to which everything happened on that day."""
    day = date(2026, 11, 23)
    facts = Facts(since=day, calendars={"ercot-business": BH, "bank": BH, "always": ALWAYS})
    rows = BY_NAME["obligations"].defaults()
    found = {code: next_due(row["schedule"], day, facts) for code, row in rows.items()}
    assert {code: due.due_on.isoformat() for code, due in found.items() if due} == DUE
    assert {row["schedule"]["kind"] for row in rows.values()} == set(KINDS)


def test_change_procedures_have_steps_and_a_time() -> None:
    for code, row in BY_NAME["change procedures"].defaults().items():
        assert row["steps"], code
        assert all(isinstance(step, str) and step for step in row["steps"]), code
        assert row["lead"] == {} or row["lead"].keys() == {"amount", "unit", "calendar"}, code


@pytest.mark.django_db
def test_loading_twice_changes_nothing(now: datetime) -> None:
    load_roles(now=now)
    assert load_reference_catalogs(now=now) == len(committed())
    assert load_reference_catalogs(now=now) == 0
    for catalog in CATALOGS:
        in_order = list(catalog.model.objects.order_by("order").values_list("code", flat=True))
        assert in_order == list(catalog.defaults()), catalog.name
    for flight in models.TestFlight.objects.all():
        assert fault_of(flight) == ""


@pytest.mark.django_db
def test_the_command_loads_them_all_and_every_calendar_named_is_there(now: datetime) -> None:
    loaded = catalogs.load_all(now=now)
    assert {name: loaded[name] for name in BY_NAME} == {
        name: len(catalog.defaults()) for name, catalog in BY_NAME.items()
    }
    named = set(models.LeadTime.objects.values_list("calendar", flat=True))
    named |= {row.schedule["calendar"] for row in models.ObligationType.objects.all() if "calendar" in row.schedule}
    named |= {row.lead["calendar"] for row in models.ChangeProcedure.objects.all() if row.lead}
    assert named <= set(Calendar.objects.values_list("code", flat=True))
    assert Department.objects.exists()


@pytest.mark.django_db
def test_a_row_edited_here_is_left_alone_and_others_are_brought_up_to_date(supervisor: User, now: datetime) -> None:
    load_reference_catalogs(now=now)
    change_flight(flight=models.TestFlight.objects.get(code="0225"), by=supervisor, now=now, texas_set="5.1")
    models.Form.objects.filter(code="23-G").update(title="Out of date")
    assert load_reference_catalogs(now=now) == 1
    assert models.TestFlight.objects.get(code="0225").texas_set == "5.1"
    assert models.Form.objects.get(code="23-G").title == "QSE Application and Service Filing"


@pytest.mark.django_db
def test_a_row_that_left_the_file_stays(now: datetime) -> None:
    models.Form.objects.create(code="23-Z", title="Kept", used_by="all", source="here", tag="k")
    load_reference_catalogs(now=now)
    assert models.Form.objects.filter(code="23-Z").exists()
