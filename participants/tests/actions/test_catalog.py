"""The market roles: complete, sourced, loaded without overwriting what was corrected here."""

from datetime import datetime

import pytest
from django.core.management import call_command

from accounts.models import User
from participants.actions.catalog import FILE, change_role, load_roles
from participants.choices import RoleKind
from participants.models import MarketRole
from participants.rules.registration_moves import CREDIT_ROLES
from participants.tests.actions.recorded import recorded
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import NotPermitted, Refused

CODES = {
    "QSE", "QSE-L", "QSE-R", "SQSE", "DAO-QSE", "E-QSE",
    "LSE", "LSE-CR-REP", "LSE-CR-OPT", "LSE-NOIE", "LSE-ELSE",
    "RE", "TDSP", "TSP", "DSP", "TO", "CRRAH", "CP", "IMRE", "MRA", "RMR", "BSR", "REC-AH", "IE", "ILLE", "PROSPECT",
}  # fmt: skip
SHEETS = {"QSE", "LSE", "RE", "TDSP", "CRRAH", "IMRE"}


def test_every_role_is_there_once_with_its_source() -> None:
    rows = read_rows(FILE)
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))
    assert set(codes) == CODES
    for row in rows:
        assert row["source"], row["code"]
        assert isinstance(row["verified"], bool), row["code"]
        assert row["kind"] in RoleKind.values, row["code"]
        assert row["description"].endswith("."), row["code"]


def test_parents_come_before_their_children() -> None:
    seen: set[str] = set()
    for row in read_rows(FILE):
        assert row.get("parent", row["code"]) in seen | {row["code"]}, row["code"]
        seen.add(row["code"])


def test_each_sheet_of_the_official_list_is_a_registration_of_that_name() -> None:
    rows = {row["code"]: row for row in read_rows(FILE)}
    assert {row["list_sheet"] for row in rows.values()} == SHEETS | {""}
    for sheet in SHEETS | CREDIT_ROLES:
        assert rows[sheet]["kind"] == RoleKind.REGISTRATION
        assert rows[sheet]["list_sheet"] == sheet


@pytest.mark.django_db
def test_loading_twice_changes_nothing(now: datetime) -> None:
    MarketRole.objects.all().delete()
    assert load_roles(now=now) == len(CODES)
    assert load_roles(now=now) == 0
    assert MarketRole.objects.get(code="QSE-R").parent.code == "QSE"
    assert [role.code for role in MarketRole.objects.all()] == [row["code"] for row in read_rows(FILE)]


@pytest.mark.django_db
def test_a_corrected_row_is_left_alone_and_others_are_not(supervisor: User, now: datetime) -> None:
    load_roles(now=now)
    change_role(role=MarketRole.objects.get(code="TO"), by=supervisor, now=now, protocol_section="Section 2")
    MarketRole.objects.filter(code="RE").update(name="Out of date")
    assert load_roles(now=now) == 1
    assert MarketRole.objects.get(code="TO").protocol_section == "Section 2"
    assert MarketRole.objects.get(code="RE").name == "Resource Entity"
    event = recorded("role.changed")
    assert (event.object_ref, event.changes) == ("TO", {"protocol_section": ["Nodal Operating Guide", "Section 2"]})


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["manager", "auditor", "org_admin"])
def test_only_supervisors_correct_a_role(request: pytest.FixtureRequest, now: datetime, who: str) -> None:
    load_roles(now=now)
    role = MarketRole.objects.get(code="TO")
    with pytest.raises(NotPermitted):
        change_role(role=role, by=request.getfixturevalue(who), now=now, name="Mine")
    role.refresh_from_db()
    assert (role.name, role.edited) == ("Transmission Operator", False)


@pytest.mark.django_db
def test_a_correction_must_fit(supervisor: User, now: datetime) -> None:
    load_roles(now=now)
    role = MarketRole.objects.get(code="TO")
    with pytest.raises(Refused, match="Name"):
        change_role(role=role, by=supervisor, now=now, name="")
    with pytest.raises(TypeError):
        change_role(role=role, by=supervisor, now=now, kind="credit")
    assert change_role(role=role, by=supervisor, now=now, name=role.name).edited is False


@pytest.mark.django_db
def test_the_command_loads_them(capsys: pytest.CaptureFixture) -> None:
    MarketRole.objects.all().delete()
    call_command("load_catalog")
    assert f"market roles: {len(CODES)} changed" in capsys.readouterr().out
