"""Moves of registrations and official letters by the API: the outsider first, then what the pages do."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.official_letters import issue_official_letter
from participants.models import OfficialLetter, Registration
from participants.tests.actions.moving import open_checklist, put, stand
from portal.audit.models import AuditEvent
from portal.scoping.today import market_day
from portal.tests.api_calls import NEVER, post

NOUN = "registrations/"
LETTERS = "official-letters/"
GIVEN = {
    "receive": {"received_on": "2026-11-02"},
    "declare-incomplete": {"lacking": "The fee"},
    "begin-review": {},
    "approve": {},
    "qualify": {"effective_on": market_day(datetime.now(UTC)).isoformat()},
    "suspend": {"reason": "Collateral call unpaid", "section": "16.11.6"},
    "reinstate": {"reason": "Paid"},
    "terminate": {"reason": "Left the market"},
    "withdraw": {"reason": "No longer wanted"},
}
WAY = ("receive", "declare-incomplete", "begin-review", "approve", "qualify", "suspend", "reinstate", "terminate")


def certified(rows: SimpleNamespace, by: User) -> OfficialLetter:
    now = datetime.now(UTC)
    return issue_official_letter(
        registration=rows.qse, kind="certification", effective_on=market_day(now), by=by, now=now
    )


@pytest.mark.parametrize("who", ["outsider", "prospect"])
def test_others_companies_find_nothing(request, signed_in, lantern, supervisor, who):
    letter = certified(lantern, supervisor)
    client = signed_in(request.getfixturevalue(who))
    address, never = f"{NOUN}{lantern.qse.ref}/", f"{NOUN}{NEVER}/"
    for name, given in GIVEN.items():
        refused, unknown = post(client, f"{address}{name}/", **given), post(client, f"{never}{name}/", **given)
        assert (refused.status_code, refused.json()) == (404, unknown.json())
    assert client.get(f"/api/v1/{LETTERS}").json()["results"] == []
    assert client.get(f"/api/v1/{LETTERS}{letter.ref}/").status_code == 404
    assert client.get(f"/api/v1/{LETTERS}{letter.ref}/download/").status_code == 404
    refused = post(client, LETTERS, registration=lantern.qse.ref, kind="completeness")
    assert refused.json()["errors"][0]["detail"] == "This is not one of the available choices."


@pytest.mark.parametrize("who", ["member", "org_admin", "colleague", "auditor"])
def test_readers_move_nothing_and_issue_nothing(request, signed_in, lantern, who):
    client = signed_in(request.getfixturevalue(who))
    answers = [post(client, f"{NOUN}{lantern.qse.ref}/{name}/", **given) for name, given in GIVEN.items()]
    answers.append(post(client, LETTERS, registration=lantern.qse.ref, kind="certification"))
    assert {answer.status_code for answer in answers} == {403}
    assert all(answer.json()["detail"] for answer in answers)
    assert not AuditEvent.objects.exists()


def test_a_registration_goes_all_the_way(signed_in, lantern, supervisor):
    open_checklist(lantern.qse, supervisor, datetime.now(UTC))
    stand(lantern.qse, "prospective")
    client = signed_in(supervisor)
    seen = []
    for name in WAY:
        answer = post(client, f"{NOUN}{lantern.qse.ref}/{name}/", **GIVEN[name])
        assert answer.status_code == 200, answer.json()
        seen.append(answer.json()["status"])
    assert seen == [
        "application_received",
        "incomplete",
        "under_review",
        "approved_pending",
        "qualified",
        "suspended",
        "qualified",
        "terminated",
    ]
    row = client.get(f"/api/v1/{NOUN}{lantern.qse.ref}/").json()
    assert (row["application_on"], row["status_reason"]) == ("2026-11-02", "Left the market")


def test_a_refused_move_names_what_stands_in_its_way(signed_in, lantern, supervisor):
    open_checklist(lantern.qse, supervisor, datetime.now(UTC), QSE_07="in_review")
    stand(lantern.qse, "approved_pending")
    answer = post(signed_in(supervisor), f"{NOUN}{lantern.qse.ref}/qualify/", **GIVEN["qualify"])
    assert answer.status_code == 409
    assert "QSE-07 (MIS access shown" in answer.json()["detail"]
    assert Registration.objects.get(pk=lantern.qse.pk).status == "approved_pending"


@pytest.mark.parametrize("field", ["status", "qualified_on", "status_reason"])
def test_no_field_of_a_move_is_written_by_a_change(signed_in, lantern, supervisor, field):
    client = signed_in(supervisor)
    given = {"data": {field: "qualified"}, "content_type": "application/json"}
    assert client.patch(f"/api/v1/{NOUN}{lantern.qse.ref}/", **given).status_code == 400
    body = {"participant": lantern.participant.ref, "role": "QSE", "duns": "555555555", field: "qualified"}
    assert post(client, NOUN, **body).status_code == 400


def test_a_letter_is_issued_listed_and_downloaded_by_the_participant(signed_in, lantern, supervisor, member):
    now = datetime.now(UTC)
    open_checklist(lantern.qse, supervisor, now, COM_07="returned")
    stand(lantern.qse, "under_review")
    put(lantern.qse, "COM-04", "accepted", now)
    body = {"registration": lantern.qse.ref, "kind": "outstanding", "note": "Soon, please."}
    issued = post(signed_in(supervisor), LETTERS, **body)
    assert issued.status_code == 201, issued.json()
    client = signed_in(member)
    listed = client.get(f"/api/v1/{LETTERS}?registration={lantern.qse.ref}&kind=outstanding").json()["results"]
    assert [row["ref"] for row in listed] == [issued.json()["ref"]]
    paper = client.get(f"/api/v1/{LETTERS}{issued.json()['ref']}/download/")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert paper["Content-Disposition"].startswith("attachment;")
    assert paper.content.startswith(b"%PDF-")
