"""Obligations by the API: the outsider first, then what the pages do."""

import base64
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.obligations import submit_obligation
from participants.models import Campaign, Obligation
from participants.tests.actions.owing import SEASON, generated, load_obligations
from participants.tests.factories import RegistrationFactory
from portal.audit.models import AuditEvent
from portal.documents.tests.files import PDF
from portal.tests.api_calls import NEVER, post

NOUN = "obligations/"
EVIDENCE = {"uploads": [{"name": "form-l.pdf", "content": base64.b64encode(PDF).decode()}]}
DECIDING = ("accept", "send-back", "grant-extension", "decline-extension", "excuse", "ask-again", "note", "cancel")
FILING = ("submit", "claim", "take-back", "record-confirmation", "ask-extension")


@pytest.fixture
def audit(lantern: SimpleNamespace) -> Obligation:
    load_obligations()
    return next(row for row in generated("OB-DCAA", SEASON) if row.registration_id == lantern.qse.pk)


@pytest.mark.parametrize("who", ["outsider", "prospect"])
def test_outsiders_find_nothing_and_write_nothing(request, signed_in, audit, who):
    client = signed_in(request.getfixturevalue(who))
    assert audit.ref not in client.get(f"/api/v1/{NOUN}").content.decode()
    address, never = f"{NOUN}{audit.ref}/", f"{NOUN}{NEVER}/"
    assert client.get(f"/api/v1/{address}").json() == client.get(f"/api/v1/{never}").json()
    assert {post(client, f"{address}{verb}/").status_code for verb in (*FILING, *DECIDING)} == {404}
    assert Obligation.objects.get(pk=audit.pk).state == "open"


def test_a_participant_files_and_reads_the_answer_and_no_inner_word(
    signed_in, audit: Obligation, member: User, supervisor: User, manager: User
) -> None:
    client, desk = signed_in(member), signed_in(supervisor)
    address = f"{NOUN}{audit.ref}/"
    shown = client.get(f"/api/v1/{address}").json()
    assert (shown["type"], shown["period"], shown["state"], shown["due_on"]) == (
        "OB-DCAA",
        "2026",
        "open",
        "2026-10-01",
    )
    assert not {"notes", "campaign"} & shown.keys()
    assert {post(client, f"{address}{verb}/").status_code for verb in DECIDING} == {403}
    assert post(client, f"{address}submit/").status_code == 409
    filed = post(client, f"{address}submit/", **EVIDENCE, remark="Signed")
    assert filed.status_code == 200, filed.content
    assert filed.json()["rounds"][0]["evidence"][0]["name"] == "form-l.pdf"
    assert post(desk, f"{address}note/", text="Ask Ana").json()["notes"][0]["text"] == "Ask Ana"
    returned = post(desk, f"{address}send-back/", comment="The date is missing")
    assert returned.json()["state"] == "returned"
    again = client.get(f"/api/v1/{address}")
    assert again.json()["rounds"][0]["comment"] == "The date is missing"
    assert "Ask Ana" not in again.content.decode()
    post(client, f"{address}submit/", **EVIDENCE)
    assert post(desk, f"{address}accept/").json()["state"] == "accepted"
    verbs = AuditEvent.objects.filter(object_ref=audit.ref).order_by("id").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == [
        "generated", "submitted", "noted", "returned", "submitted", "accepted",
    ]  # fmt: skip


def test_more_time_is_asked_for_and_granted(signed_in, audit: Obligation, member: User, supervisor: User) -> None:
    address = f"{NOUN}{audit.ref}/"
    asked = post(signed_in(member), f"{address}ask-extension/", until="2027-03-01", plan="New cards in January")
    assert asked.status_code == 200, asked.content
    assert asked.json()["extensions"][0]["decision"] == ""
    granted = post(signed_in(supervisor), f"{address}grant-extension/", reason="Sound").json()
    assert (granted["due_on"], granted["by_rule"]) == ("2027-03-01", "2026-10-01")


def test_campaigns_are_the_staffs_and_show_how_far_they_are(
    signed_in, audit: Obligation, member: User, manager: User, supervisor: User
) -> None:
    campaign = Campaign.objects.get(type__code="OB-DCAA")
    assert signed_in(member).get("/api/v1/campaigns/").json()["results"] == []
    assert signed_in(member).get(f"/api/v1/campaigns/{campaign.ref}/").status_code == 404
    (listed,) = signed_in(manager).get("/api/v1/campaigns/?type=OB-DCAA").json()["results"]
    assert (listed["ref"], listed["figures"]["total"]) == (campaign.ref, 2)
    detail = signed_in(manager).get(f"/api/v1/campaigns/{campaign.ref}/").json()
    assert [(one["name"], one["figures"]["owed"]) for one in detail["by_manager"]] == [(manager.name, 2)]
    assert post(signed_in(manager), "campaigns/", type="OB-DOWP-S").status_code == 403
    begun = post(signed_in(supervisor), "campaigns/", type="OB-DOWP-S")
    assert begun.status_code == 201, begun.content
    assert begun.json()["figures"]["total"] == 1


def test_they_are_filtered(signed_in, audit: Obligation, supervisor: User) -> None:
    client = signed_in(supervisor)

    def found(query: str) -> int:
        answer = client.get(f"/api/v1/{NOUN}?{query}")
        assert answer.status_code == 200, answer.content
        return len(answer.json()["results"])

    assert found(f"registration={audit.registration.ref}&type=OB-DCAA") == 1
    assert found("type=OB-DCAA&state=open&due_until=2026-10-01&period=2026") == 2
    assert found("state=accepted") == 0
    assert found("late=true") + found("late=false") == 2


@pytest.mark.parametrize("who", ["supervisor", "member"])
def test_a_page_of_them_takes_as_many_statements_for_two_as_for_twenty(
    request, signed_in, lantern: SimpleNamespace, audit: Obligation, supervisor: User, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))

    def statements(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    def hand_in() -> None:
        for row in Obligation.objects.owed().filter(type__code="OB-DCAA").select_related("type", "participant"):
            submit_obligation(obligation=row, by=supervisor, now=SEASON, uploads=[SimpleUploadedFile("l.pdf", PDF)])

    hand_in()
    addresses = ("/api/v1/obligations/", "/api/v1/campaigns/")
    client.get("/api/v1/")  # what the first request of a session reads besides
    few = [statements(address) for address in addresses]
    RegistrationFactory.create_batch(18, participant=lantern.participant)
    generated("OB-DCAA", SEASON)
    hand_in()
    assert [statements(address) for address in addresses] == few
    assert max(few) <= 12
