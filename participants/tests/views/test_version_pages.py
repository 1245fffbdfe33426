"""Who must do what again: the page of a version, the open decisions, deciding for one checklist; pages and API."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.catalog import load_departments
from accounts.models import User
from participants.adopting import Comparison, with_versions
from participants.models import BlockVersion, Checklist, RequirementBlock, VersionDecision
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, settle
from participants.tests.actions.test_adopting import changed_com, publish
from participants.tests.actions.test_requirements import edited, held
from participants.tests.factories import AssignmentFactory, ParticipantFactory
from participants.tests.views.test_requirement_pages import read

pytestmark = pytest.mark.django_db
PAGE = "/participants/requirements/blocks/COM/versions/2/"
OPEN = "/participants/requirements/decisions/"
API = "/api/v1/block-versions/"
MOST = 22


@pytest.fixture
def checklist(lantern: SimpleNamespace, manager: User, now: datetime) -> Checklist:
    load_departments(now=now)
    load_what_is_asked(now)
    checklist = opened(applying(lantern.participant), manager, now)
    settle(checklist, ["COM-01", "COM-02"], manager, now)
    return checklist


@pytest.fixture
def version(checklist: Checklist, supervisor: User, now: datetime) -> BlockVersion:
    return publish(changed_com(), supervisor, now)


def due(checklist: Checklist, version: BlockVersion) -> str:
    """By when COM-02 is to be shown again, as of today."""
    (question,) = Comparison(version, timezone.now()).of(with_versions(Checklist.objects.filter(pk=checklist.pk)))
    return next(step.due.isoformat() for step in question.steps if step.code == "COM-02")


def decide(checklist: Checklist, version: BlockVersion) -> str:
    return f"{OPEN}{checklist.ref}/{version.ref}/"


def test_a_version_lists_who_must_redo_what_by_when(
    signed_in: Any, manager: User, checklist: Checklist, version: BlockVersion
) -> None:
    page = read(signed_in(manager), PAGE)
    assert checklist.participant.name in page
    assert "To be shown again" in page
    assert f'datetime="{due(checklist, version)}"' in page
    assert "1 to decide, 0 adopted, 0 stay" in page
    assert manager.name in page
    assert decide(checklist, version) in page
    assert PAGE in read(signed_in(manager), "/participants/requirements/blocks/COM/")


def test_others_see_it_without_the_way_to_decide(
    signed_in: Any, colleague: User, checklist: Checklist, version: BlockVersion
) -> None:
    page = read(signed_in(colleague), PAGE)
    assert checklist.participant.name in page
    assert ">Decide<" not in page
    page = read(signed_in(colleague), decide(checklist, version))
    assert "Only the people assigned to this participant" in page
    assert "Adopt it" not in page


def test_nobody_concerned_is_told(signed_in: Any, supervisor: User, checklist: Checklist, now: datetime) -> None:
    publish(edited(held(RequirementBlock.objects.get(code="QSE")), "QSE-03", title="x"), supervisor, now, "QSE")
    page = read(signed_in(supervisor), "/participants/requirements/blocks/QSE/versions/2/")
    assert "No running checklist is concerned" in page


def test_a_checklist_adopts_on_its_page(
    signed_in: Any, manager: User, checklist: Checklist, version: BlockVersion
) -> None:
    client, address = signed_in(manager), decide(checklist, version)
    page = read(client, address)
    assert "DUNS confirmation → a letter of the agency" in page
    assert client.post(f"{address}adopt/")["Location"] == address
    assert item(checklist, "COM-02").state == "waiting"
    page = read(client, address)
    assert "What became of it" in page
    assert "Adopt it" not in page
    assert "0 to decide, 1 adopted" in read(client, PAGE)
    again = client.post(f"{address}adopt/")
    assert again.status_code == 422
    assert "follows this version already" in again.content.decode()


def test_a_checklist_stays_with_a_reason(
    signed_in: Any, manager: User, checklist: Checklist, version: BlockVersion
) -> None:
    client, address = signed_in(manager), decide(checklist, version)
    missing = client.post(f"{address}stay/")
    assert missing.status_code == 422
    assert "This field is required" in missing.content.decode()
    client.post(f"{address}stay/", {"stay-reason": "Almost done"})
    assert "Almost done" in read(client, address)
    assert "Almost done" in read(client, PAGE)
    assert item(checklist, "COM-02").state == "accepted"
    assert "Adopt it" in read(client, address)


def test_open_decisions_are_mine_or_everybodys_and_stand_on_the_home_page(
    signed_in: Any, manager: User, colleague: User, checklist: Checklist, version: BlockVersion, settings: Any
) -> None:
    client = signed_in(manager)
    assert decide(checklist, version) in read(client, OPEN)
    assert "Checklists to decide" in read(client, "/").split("<main")[1]
    other = signed_in(colleague)
    assert "Nothing to decide" in read(other, OPEN)
    assert decide(checklist, version) in read(other, f"{OPEN}?whose=all")
    assert "Checklists to decide" not in read(other, "/").split("<main")[1]
    client.post(f"{decide(checklist, version)}stay/", {"stay-reason": "Almost done"})
    assert "Nothing to decide" in read(client, f"{OPEN}?whose=all")
    assert "Checklists to decide" not in read(client, "/").split("<main")[1]


@pytest.mark.parametrize("address", [PAGE, OPEN, f"{OPEN}?whose=all"])
def test_pages_take_the_same_statements_for_any_number_of_checklists(
    address: str, signed_in: Any, manager: User, supervisor: User, checklist: Checklist, now: datetime
) -> None:
    def one_more() -> None:
        company = ParticipantFactory()
        AssignmentFactory(participant=company, person=manager)
        opened(applying(company), supervisor, now)

    old = BlockVersion.objects.get(block__code="COM")
    one_more()
    version = publish(changed_com(), supervisor, now)
    client = signed_in(manager)

    def statements() -> int:
        read(client, address)
        with CaptureQueriesContext(connection) as captured:
            read(client, address)
        return len(captured)

    few = statements()
    for _ in range(12):
        one_more()
    for row in Checklist.objects.filter(versions=version):
        row.versions.remove(version)
        row.versions.add(old)
    assert read(client, address).count("/decisions/CL-") >= 14
    assert statements() == few <= MOST


@pytest.mark.parametrize("who", ["member", "outsider"])
def test_participants_find_none_of_it(
    who: str, signed_in: Any, checklist: Checklist, version: BlockVersion, request: Any
) -> None:
    client = signed_in(request.getfixturevalue(who))
    for address in (PAGE, OPEN, decide(checklist, version)):
        assert client.get(address).status_code == 404
    for verb in ("adopt", "stay"):
        assert client.post(f"{decide(checklist, version)}{verb}/", {"stay-reason": "x"}).status_code == 404
        answer = client.post(f"{API}{version.ref}/{verb}/", {"checklist": checklist.ref, "reason": "x"})
        assert answer.status_code == 403
    assert not VersionDecision.objects.exists()


def test_what_is_not_there_is_not_found(
    signed_in: Any, manager: User, checklist: Checklist, version: BlockVersion
) -> None:
    client = signed_in(manager)
    qse = BlockVersion.objects.get(block__code="QSE")
    for address in (PAGE.replace("/2/", "/9/"), decide(checklist, qse), f"{OPEN}CL-NEVER/{version.ref}/"):
        assert client.get(address).status_code == 404


def test_the_api_adopts_and_stays(
    signed_in: Any, manager: User, colleague: User, checklist: Checklist, version: BlockVersion
) -> None:
    client = signed_in(manager)
    rows = client.get(f"{API}?block=COM&current=true").json()["results"]
    assert [(row["ref"], row["number"], row["current"]) for row in rows] == [(version.ref, 2, True)]
    body = {"checklist": checklist.ref, "reason": "Almost done"}
    refused = signed_in(colleague).post(f"{API}{version.ref}/stay/", body, content_type="application/json")
    assert refused.status_code == 403
    stayed = client.post(f"{API}{version.ref}/stay/", body, content_type="application/json")
    assert stayed.status_code == 201, stayed.content
    assert (stayed.json()["choice"], stayed.json()["reason"]) == ("stayed", "Almost done")
    adopted = client.post(
        f"{API}{version.ref}/adopt/", {"checklist": checklist.ref}, content_type="application/json"
    ).json()
    assert {"code": "COM-02", "step": "again", "due": item(checklist, "COM-02").due_on.isoformat()} in adopted["steps"]
    (row,) = client.get(f"/api/v1/version-decisions/?participant={checklist.participant.ref}").json()["results"]
    assert (row["checklist"], row["version"], row["choice"]) == (checklist.ref, version.ref, "adopted")
    again = client.post(f"{API}{version.ref}/adopt/", {"checklist": checklist.ref}, content_type="application/json")
    assert again.status_code in (400, 409)
    assert "follows this version already" in again.content.decode()
