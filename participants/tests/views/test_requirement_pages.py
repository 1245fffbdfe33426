"""The pages of what registrations must bring: what they show, to whom, and with how many statements."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.catalog import load_departments
from accounts.models import User
from participants.actions.catalog import load_roles
from participants.actions.requirements import publish_block_version
from participants.actions.requirements_catalog import load_requirements
from participants.models import RequirementBlock
from participants.requirements import items_of
from participants.tests.rules.requiring import item
from portal.calendars.models import Calendar

LIST = "/participants/requirements/"
MOST = 10


@pytest.fixture
def catalogs(db: None, now: datetime) -> None:
    Calendar.objects.create(code="ercot-business", name="Business Days", day_kind="business")
    load_departments(now=now)
    load_roles(now=now)
    load_requirements(now=now)


def read(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def publish(code: str, now: datetime, by: User, **changes: Any) -> None:
    """A version whose first item differs, with one more item."""
    block = RequirementBlock.objects.get(code=code)
    first, *rest = items_of(block.versions.current().get())
    draft = [replace(first, **changes), *rest, item(f"{code}-70", first.code)]
    publish_block_version(block=block, items=draft, note="Corrected here", by=by, now=now)


def test_the_list_shows_every_item_in_words(signed_in: Any, manager: User, catalogs: None) -> None:
    page = read(signed_in(manager), LIST)
    for part in ("COM-01", "IMR-02", "Financial statements", "10 to 40 Business Days", "at least 250 Business Days"):
        assert part in page, part
    assert "1 Business Day<" in page
    assert "by the calendar of test flights" in page
    assert "all mandatory items of the block" in page
    assert '<a class="nowrap" href="/participants/requirements/items/COM-02/">COM-02</a>' in page
    assert page.count("Unverified</span>") == 27
    assert page.count("Verified</span>") == 67


@pytest.mark.parametrize(
    ("role", "there", "missing"),
    [
        ("QSE", ["COM-01", "QSE-01"], ["QSR-01", "REP-01", "TD-01"]),
        ("QSE-R", ["COM-01", "QSE-01", "QSR-12"], ["REP-01"]),
        ("LSE-CR-OPT", ["NOI-01", "OPT-02", "REP-04", "REP-14"], ["REP-01", "REP-10<", "QSE-01<"]),
        ("NONSENSE", ["COM-01", "TD-01"], []),
    ],
)
def test_a_role_shows_what_it_needs(
    role: str, there: list[str], missing: list[str], signed_in: Any, manager: User, catalogs: None
) -> None:
    page = read(signed_in(manager), f"{LIST}?role={role}")
    rows = [code for code in [*there, *missing] if f'<span class="mono">{code.rstrip("<")}</span>' in page]
    assert rows == there


def test_an_empty_catalog_says_how_to_load_it(signed_in: Any, manager: User) -> None:
    assert "manage.py load_catalog" in read(signed_in(manager), LIST)


def test_an_item_shows_what_is_before_and_after_it(signed_in: Any, manager: User, catalogs: None) -> None:
    page = read(signed_in(manager), f"{LIST}items/REP-14/")
    before, after = page.split("Before it")[1].split("After it")
    assert [code for code in ("REP-01", "REP-10", "REP-13", "OPT-02") if code in before] == [
        "REP-01",
        "REP-10",
        "REP-13",
    ]
    assert "OPT-02" in after
    page = read(signed_in(manager), f"{LIST}items/QSE-03/")
    assert "16.11.5" in page
    assert "15 Business Days" in page


def test_what_changed_stands_beside_the_versions(
    signed_in: Any, manager: User, supervisor: User, catalogs: None, now: datetime
) -> None:
    publish("IMR", now, supervisor, title="Application, corrected")
    client = signed_in(manager)
    page = read(client, f"{LIST}blocks/IMR/")
    assert "<h1>Independent MIS Registered Entity</h1>" in page
    assert "Corrected here" in page
    assert "IMR-70" in page
    assert "IMRE application with business purpose → Application, corrected" in page
    old = read(client, f"{LIST}blocks/IMR/?version=1")
    assert "This version no longer holds" in old
    assert '<span class="mono">IMR-70</span>' not in old
    assert "IMRE application with business purpose → Application" in read(client, f"{LIST}items/IMR-01/")
    assert "What changed" not in read(client, f"{LIST}items/IMR-02/")
    assert "Application, corrected" in read(client, LIST)


def test_an_item_that_was_dropped_keeps_its_page(
    signed_in: Any, manager: User, supervisor: User, catalogs: None, now: datetime
) -> None:
    block = RequirementBlock.objects.get(code="IMR")
    draft = items_of(block.versions.get())[:1]
    publish_block_version(block=block, items=draft, note="Dropped", by=supervisor, now=now)
    assert "No longer asked for" in read(signed_in(manager), f"{LIST}items/IMR-02/")


@pytest.mark.parametrize("address", [LIST, f"{LIST}blocks/COM/", f"{LIST}items/COM-02/"])
def test_participants_find_no_such_page(address: str, signed_in: Any, outsider: User, catalogs: None) -> None:
    assert signed_in(outsider).get(address).status_code == 404


@pytest.mark.parametrize("address", [f"{LIST}blocks/XYZ/", f"{LIST}items/XYZ-01/", f"{LIST}items/xyz/"])
def test_what_is_not_there_is_not_found(address: str, signed_in: Any, manager: User, catalogs: None) -> None:
    assert signed_in(manager).get(address).status_code == 404


@pytest.mark.parametrize("address", [LIST, f"{LIST}?role=QSE", f"{LIST}blocks/IMR/", f"{LIST}items/IMR-01/"])
def test_pages_take_few_statements_however_many_versions(
    address: str, signed_in: Any, manager: User, supervisor: User, catalogs: None, now: datetime
) -> None:
    client = signed_in(manager)

    def statements() -> int:
        read(client, address)
        with CaptureQueriesContext(connection) as captured:
            read(client, address)
        return len(captured)

    publish("IMR", now, supervisor, title="Second")
    few = statements()
    for number in range(3, 8):
        block = RequirementBlock.objects.get(code="IMR")
        first, *rest = items_of(block.versions.current().get())
        draft = [replace(first, title=f"Title {number}"), *rest]
        publish_block_version(block=block, items=draft, note="Again", by=supervisor, now=now)
    assert statements() == few <= MOST


@pytest.mark.parametrize("who", ["manager", "member", "outsider"])
def test_the_api_tells_everybody_what_is_asked(who: str, signed_in: Any, catalogs: None, request: Any) -> None:
    client = signed_in(request.getfixturevalue(who))
    row = client.get("/api/v1/requirements/QSE-03/").json()
    assert row["block"] == "QSE"
    assert (row["least_days"], row["typical_days"], row["day_kind"]) == (15, 15, "ercot-business")
    assert row["dependencies"] == [{"kind": "item", "code": "QSE-01"}]
    assert row["verified"] is True
    assert client.get("/api/v1/requirements/XYZ-01/").status_code == 404


@pytest.mark.parametrize(
    ("question", "count"),
    [("", 94), ("?block=QSE", 12), ("?role=QSE", 25), ("?role=LSE-CR-OPT", 30), ("?tag=P", 3), ("?search=penny", 1)],
)
def test_the_api_narrows_by_block_and_role(
    question: str, count: int, signed_in: Any, member: User, catalogs: None
) -> None:
    address = f"/api/v1/requirements/{question}{'&' if question else '?'}page_size=200"
    rows = signed_in(member).get(address).json()["results"]
    assert len(rows) == count


def test_the_api_goes_on_from_page_to_page_in_order(signed_in: Any, member: User, catalogs: None) -> None:
    client, codes, address = signed_in(member), [], "/api/v1/requirements/?page_size=40"
    while address:
        answer = client.get(address).json()
        codes += [row["code"] for row in answer["results"]]
        address = answer["next"]
    assert len(codes) == len(set(codes)) == 94
    assert (codes[0], codes[12], codes[13], codes[-1]) == ("COM-01", "COM-99", "QSE-01", "IMR-02")


def test_the_api_shows_what_holds_now(
    signed_in: Any, member: User, supervisor: User, catalogs: None, now: datetime
) -> None:
    publish("IMR", now, supervisor, title="Application, corrected")
    row = signed_in(member).get("/api/v1/requirements/IMR-01/").json()
    assert (row["title"], row["version"]) == ("Application, corrected", 2)
    assert signed_in(member).post("/api/v1/requirements/", {}).status_code == 405
