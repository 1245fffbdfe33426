"""Questions to departments and escalations through the API: the same actions, and a department learns as little."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.models import User
from issues.models import SystemicDelivery
from issues.tests.factories import IssueFactory
from portal.tests.api_calls import post

pytestmark = pytest.mark.django_db


def test_from_the_question_to_the_released_answer(
    desk: SimpleNamespace, manager: User, member: User, signed_in: Callable[[User], Client]
) -> None:
    account_manager, department = signed_in(manager), signed_in(desk.specialist)
    asked = {"issue": desk.issue.ref, "department": "EMS", "title": "Suspect", "question": "Why?", "goal": "Known"}
    named = post(account_manager, "referrals/", **asked | {"question": "Why at Prairie Lantern Energy?"})
    assert named.status_code == 409
    made = post(account_manager, "referrals/", **asked)
    assert made.status_code == 201, made.content
    ref = made.json()["ref"]
    assert made.json()["issue"] == desk.issue.ref
    seen = department.get(f"/api/v1/referrals/{ref}/").json()
    assert (seen["issue"], seen["participant_name"], seen["question"]) == (None, None, "Why?")
    assert department.get("/api/v1/referrals/", {"issue": desk.issue.ref}).json()["results"] == []
    assert post(department, f"referrals/{ref}/take/").json()["state"] == "in_work"
    assert post(account_manager, f"referrals/{ref}/submit-answer/", text="A cable.").status_code == 403
    assert post(department, f"referrals/{ref}/submit-answer/", text="A cable.").json()["state"] == "answered"
    released = post(account_manager, f"referrals/{ref}/release/", text="It was a cable.", wait=True)
    assert released.json()["state"] == "released"
    assert signed_in(member).get("/api/v1/referrals/").json()["results"] == []


def test_an_issue_is_escalated_planned_and_taken_off_the_ladder(
    desk: SimpleNamespace, manager: User, member: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(manager)
    given = {"issue": desk.issue.ref, "reason": "It stands still."}
    assert post(client, "escalations/", level="E3", **given).status_code == 403
    made = post(client, "escalations/", level="E1", **given)
    assert (made.status_code, made.json()["cause"]) == (201, "by_hand")
    path = f"escalations/{made.json()['ref']}"
    assert post(client, f"{path}/plan/", plan="Talk.", target_on="2000-01-03").status_code == 409
    assert post(client, f"{path}/end/", outcome="It runs.").json()["ending"] == "solved"
    assert client.get("/api/v1/escalations/", {"open": "true"}).json()["results"] == []
    assert signed_in(member).get("/api/v1/escalations/").json()["results"] == []


def test_a_cause_is_opened_joined_left_told_to_all_and_closed(
    desk: SimpleNamespace, supervisor: User, manager: User, mesa: SimpleNamespace, member: User,
    signed_in: Callable[[User], Client],
) -> None:  # fmt: skip
    keeper, other = signed_in(supervisor), IssueFactory(participant=mesa.participant)
    given = {"title": "Clocks drift", "cause": "A switch."}
    assert post(signed_in(manager), "systemic-issues/", **given).status_code == 403
    made = post(keeper, "systemic-issues/", **given, issues=[desk.issue.ref])
    assert (made.status_code, made.json()["issues"]) == (201, [desk.issue.ref]), made.content
    path = f"systemic-issues/{made.json()['ref']}"
    assert post(keeper, f"{path}/leave/", issue=other.ref).status_code == 409
    assert post(keeper, f"{path}/join/", issues=[]).status_code == 400
    assert post(keeper, f"{path}/join/", issues=[other.ref]).json()["issues"] == [desk.issue.ref, other.ref]
    assert post(keeper, f"{path}/tell/", text=f"As at {mesa.participant.name}.").status_code == 409
    assert post(keeper, f"{path}/tell/", text="We are at it.").status_code == 200
    assert set(SystemicDelivery.objects.values_list("issue__ref", flat=True)) == {desk.issue.ref, other.ref}
    assert post(keeper, f"{path}/leave/", issue=other.ref).json()["issues"] == [desk.issue.ref]
    changed = keeper.patch(f"/api/v1/{path}/", {"cause": "Two switches."}, "application/json").json()
    assert (changed["title"], changed["cause"]) == ("Clocks drift", "Two switches.")
    found = keeper.get("/api/v1/systemic-issues/", {"issue": desk.issue.ref, "state": "open"}).json()["results"]
    assert found == [changed]
    assert post(keeper, f"{path}/close/", outcome="Mended.").json()["state"] == "closed"
    assert signed_in(member).get("/api/v1/systemic-issues/").json()["results"] == []
