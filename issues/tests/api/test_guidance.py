"""Equal treatment and improvements through the API: an answer leaves only once it says how it stands to others."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.models import User
from issues.models import Guidance
from issues.tests.factories import IssueFactory
from portal.tests.api_calls import post

pytestmark = pytest.mark.django_db


def test_an_answer_says_how_it_stands_to_what_was_said_before(
    desk: SimpleNamespace, manager: User, member: User, signed_in: Callable[[User], Client]
) -> None:
    client, second = signed_in(manager), IssueFactory(owner=manager)
    told = {"text": "Two forms.", "guidance": [{"section": "16.12"}]}
    assert post(client, f"issues/{desk.issue.ref}/comments/", **told).status_code == 201
    refused = post(client, f"issues/{second.ref}/comments/", text="One.", guidance=[{"section": "16.12.1"}])
    assert (refused.status_code, refused.json()["code"]) == (409, "unweighed")
    assert "16.12.1 is the same, or why it differs" in refused.content.decode()
    wrong = post(client, f"issues/{second.ref}/comments/", text="One.", guidance=[{"section": "soon"}])
    assert wrong.status_code == 400
    marked = [{"section": "16.12.1", "mark": "differs", "because": "Another role."}]
    assert post(client, f"issues/{second.ref}/comments/", text="One.", guidance=marked).status_code == 201
    outside = post(signed_in(member), f"issues/{desk.issue.ref}/comments/", **told)
    assert outside.status_code == 400

    rows = client.get("/api/v1/guidance/", {"section": "16.12.1"}).json()["results"]
    assert [row["stand"] for row in rows] == ["first", "differs"]
    assert rows[1]["earlier"] == rows[0]["ref"]
    assert client.get("/api/v1/guidance/", {"section": "16.13"}).json()["results"] == []
    (review,) = client.get("/api/v1/guidance-reviews/").json()["results"]
    judged = {"outcome": "both", "reason": "Other facts."}
    assert post(client, f"guidance-reviews/{review['ref']}/settle/", **judged).status_code == 403
    settled = post(signed_in(desk.supervisor), f"guidance-reviews/{review['ref']}/settle/", **judged)
    assert settled.json()["state"] == "settled"
    assert signed_in(member).get("/api/v1/guidance/").json()["results"] == []
    assert Guidance.objects.count() == 2


def test_an_improvement_is_proposed_measured_and_read_by_its_department(
    desk: SimpleNamespace, manager: User, member: User, signed_in: Callable[[User], Client]
) -> None:
    client, department = signed_in(manager), signed_in(desk.specialist)
    idea = {"title": "Fewer", "problem": "Many.", "measure": "How many", "unit": "a month", "issue": desk.issue.ref}
    made = post(client, "improvements/", departments=["EMS"], **idea)
    assert made.status_code == 201, made.content
    address = f"improvements/{made.json()['ref']}"
    measured = post(client, f"{address}/measure/", value="30.5")
    assert (measured.json()["baseline"], measured.json()["issue_count"]) == ("30.50", 1)
    assert post(client, f"{address}/accept/").status_code == 403
    assert post(signed_in(desk.supervisor), f"{address}/accept/").json()["state"] == "accepted"
    assert post(client, f"{address}/change/", target="10").json()["target"] == "10.00"
    assert desk.issue.ref not in department.get(f"/api/v1/{address}/").content.decode()
    assert post(department, f"{address}/note/", text="We agree.").status_code == 200
    assert post(department, f"{address}/begin/").status_code == 403
    assert signed_in(member).get("/api/v1/improvements/").json()["results"] == []
