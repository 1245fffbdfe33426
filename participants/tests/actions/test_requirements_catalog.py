"""The default requirements: every item with its dependencies, source and tag; loaded without losing what is edited."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from accounts.actions.catalog import FILE as DEPARTMENTS
from accounts.actions.catalog import load_departments
from accounts.models import User
from participants.actions.catalog import FILE as ROLES
from participants.actions.requirements import publish_block_version
from participants.actions.requirements_catalog import FILE, default_items, load_requirements
from participants.models import BlockVersion, Requirement, RequirementBlock
from participants.requirements import blocks_now, items_of
from participants.rules.requirements import Block, checklist, earliest, require_sound
from participants.rules.requirements.changes import in_words
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.rules.requiring import item
from portal.calendars.actions.catalog import load_calendars
from portal.calendars.tests.almanac import BH_HOLIDAYS
from portal.lifecycle.catalogs import read_rows

LIST = Path(__file__).with_name("requirements.txt")
ROWS = read_rows(FILE)
COUNTS = {"COM": 13, "QSE": 12, "QSR": 12, "REP": 14, "NOI": 5, "OPT": 2, "RE": 15, "TD": 10, "CRR": 9, "IMR": 2}
# code: least days, typical days, what they leave open
DAYS = {
    "COM-01": (3, 3, ""),
    "COM-12": (5, 5, ""),
    "QSE-08": (10, 40, ""),
    "QSR-01": (60, 60, ""),
    "REP-01": (None, None, "with the regulator: months"),
    "REP-04": (None, None, "by the calendar of test flights"),
    "REP-08": (23, 28, "31 to 38 calendar days in 2025"),
    "REP-12": (None, None, ""),
    "NOI-03": (60, None, ""),
    "OPT-01": (180, None, ""),
    "OPT-02": (None, None, ""),
    "RE-01": (250, None, ""),
    "RE-04": (5, 5, "45 days to become effective for a change"),
    "RE-05": (85, 85, ""),
    "TD-08": (None, None, "by the calendar of test flights"),
    "CRR-01": (11, 11, ""),
}


def blocks() -> list[Block]:
    return [Block(row["code"], default_items(row), frozenset(row["role_codes"]), row["common"]) for row in ROWS]


def items() -> dict:
    return {item.code: item for block in blocks() for item in block.items}


def test_codes_dependencies_tags_and_sources_are_those_of_the_list() -> None:
    told = [
        f"{item.code} | {in_words(item.dependencies) or '-'} | {item.tag} | {item.source}" for item in items().values()
    ]
    assert told == LIST.read_text(encoding="utf-8").splitlines()


def test_every_block_has_all_its_items() -> None:
    assert {row["code"]: len(row["items"]) for row in ROWS} == COUNTS
    assert len(items()) == sum(COUNTS.values())
    assert [row["code"] for row in ROWS if row["common"]] == ["COM"]


@pytest.mark.parametrize(("code", "days"), DAYS.items())
def test_ranges_are_least_and_typical_days(code: str, days: tuple) -> None:
    item = items()[code]
    assert (item.least_days, item.typical_days, item.lead_note) == days


def test_reviewers_and_roles_are_those_of_their_catalogs() -> None:
    departments = {row["code"] for row in read_rows(DEPARTMENTS)}
    assert {code for item in items().values() for code in item.reviewers} <= departments
    roles = {row["code"] for row in read_rows(ROLES)}
    assert {code for row in ROWS for code in row["role_codes"]} <= roles


def test_the_defaults_hold_no_circle_and_no_unknown_code() -> None:
    require_sound(blocks())


@pytest.mark.parametrize(
    ("role", "count"),
    [
        ("QSE", 25), ("QSE-R", 37), ("LSE-CR-REP", 27), ("LSE-NOIE", 18), ("LSE-CR-OPT", 30),
        ("RE", 28), ("TDSP", 23), ("CRRAH", 22), ("IMRE", 15), ("LSE-ELSE", 13),
    ],
)  # fmt: skip
def test_how_much_is_asked_of_each_role(role: str, count: int) -> None:
    assert len(checklist(blocks(), role).items) == count


def test_opting_in_tests_as_a_retailer_without_the_commissions_certificate() -> None:
    asked = checklist(blocks(), "LSE-CR-OPT")
    brought = {code for code in asked.items if code.startswith("REP-")}
    assert brought == {f"REP-{number:02}" for number in range(4, 15)} - {"REP-10"}
    assert asked.before["REP-04"] == {"OPT-01"}
    assert asked.before["OPT-02"] == brought | {"OPT-01"}
    assert "OPT-01" in asked.before["REP-14"]


def test_without_a_published_flight_a_retailer_has_no_last_day(now: datetime) -> None:
    asked = checklist(blocks(), "LSE-CR-REP")
    plan = earliest(asked, today=now.date(), calendars={"ercot-business": BH_HOLIDAYS})
    assert {code for code, row in plan.items() if row.no_flight} == {"REP-08", "REP-12", "REP-14"}


@pytest.mark.django_db
def test_loading_twice_changes_nothing(now: datetime) -> None:
    assert load_requirements(now=now) == len(COUNTS)
    refs = set(Requirement.objects.values_list("ref", flat=True))
    assert load_requirements(now=now) == 0
    assert set(Requirement.objects.values_list("ref", flat=True)) == refs
    assert BlockVersion.objects.count() == len(COUNTS)
    assert nothing_recorded()
    assert blocks_now() == blocks()


@pytest.mark.django_db
def test_a_block_that_nobody_edited_is_brought_up_to_date_as_a_new_version(now: datetime) -> None:
    load_requirements(now=now)
    Requirement.objects.filter(code="QSE-05").update(title="An older title")
    RequirementBlock.objects.filter(code="TD").update(name="An older name")
    assert load_requirements(now=now) == 2
    versions = BlockVersion.objects.filter(block__code="QSE")
    assert [(one.number, one.current) for one in versions] == [(2, True), (1, False)]
    assert Requirement.objects.get(code="QSE-05", version__number=1).title == "An older title"
    assert blocks_now() == blocks()
    assert recorded("requirements.published").by is None


@pytest.mark.django_db
def test_a_block_edited_here_stays(now: datetime, supervisor: User) -> None:
    load_calendars(now=now)
    load_departments(now=now)
    load_requirements(now=now)
    block = RequirementBlock.objects.get(code="IMR")
    draft = [replace(one, title=f"{one.title}, corrected") for one in items_of(block.versions.get())]
    publish_block_version(block=block, items=[*draft, item("IMR-03")], note="Ours", by=supervisor, now=now)
    RequirementBlock.objects.filter(pk=block.pk).update(name="Our name")
    assert load_requirements(now=now) == 0
    assert RequirementBlock.objects.get(code="IMR").name == "Our name"
    assert items_of(block.versions.current().get()) == (*draft, item("IMR-03"))
