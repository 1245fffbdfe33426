"""Plans written through the API: drafts only, by whoever may edit the participant; the company reads what was sent."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from participants.actions.plan_signing import confirm_plan, send_for_signing, sign_plan
from participants.models import PlanVersion
from participants.tests.actions.following_up import load_deadlines
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db


def send(client: Client, address: str, method: str = "post", **told: Any) -> Any:
    answer = getattr(client, method)(f"/api/v1/{address}", told, content_type="application/json")
    body = answer.json() if answer.content else {}
    return SimpleNamespace(code=answer.status_code, body=body)


def test_a_plan_is_written_line_by_line_and_closed_once_it_was_sent(
    signed_in, lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, colleague: User, org_admin: User,
    agent: User, now: datetime,
) -> None:  # fmt: skip
    load_deadlines(now - timedelta(days=30))
    today = market_day(now)
    first, last = today.isoformat(), (today + timedelta(days=364)).isoformat()
    later = (today + timedelta(days=90)).isoformat()
    client = signed_in(manager)
    plan = send(client, "plans/", participant=lantern.participant.ref, title="2027", starts_on=first, ends_on=last).body
    version = PlanVersion.objects.get(plan__ref=plan["ref"])
    own = {"version": version.ref}
    goal = send(client, "plan-objectives/", **own, title="Fewer disputes", measure="Disputes", baseline="9", target="3")
    assert (goal.code, goal.body["target"], goal.body["version_state"]) == (201, "3.00", "draft")
    risk = send(client, "plan-risks/", **own, title="A merger", likelihood=3, shared=False).body
    who = send(client, "plan-stakeholders/", **own, title="Cora", contact=lantern.contact.ref, part="decides").body
    day = send(client, "plan-milestones/", **own, title="Trial over", on=later).body
    assert (risk["likelihood"], who["contact"], day["on"]) == (3, lantern.contact.ref, later)
    given = {"objective": goal.body["ref"], "begins_on": first, "days": 10, "calendar": "ercot-business"}
    task = send(client, "plan-tasks/", **own, title="Workshop", **given).body
    second = send(client, "plan-tasks/", **own, title="Test", due_on=later, side="participant", after=[task["ref"]])
    assert (task["days"], task["side"], second.code) == (10, "operator", 201)

    # What is refused, in words, and what nobody may name.
    foreign = send(client, "plan-stakeholders/", **own, title="X", contact=mesa.contact.ref)
    assert (foreign.code, foreign.body["errors"][0]["code"] if "errors" in foreign.body else "") != (201, "")
    assert send(client, "plan-tasks/", **own, title="When?").code == 409
    assert send(client, "plan-tasks/", **own, title="X", due_on=later, calendar="moon").code == 400
    assert send(client, f"plan-tasks/{task['ref']}/place/", after=[second.body["ref"]]).code == 409, "a circle"
    changed = send(client, f"plan-tasks/{task['ref']}/", "patch", title="Two workshops").body
    assert (changed["title"], changed["days"]) == ("Two workshops", 10)
    assert send(client, f"plan-risks/{risk['ref']}/", "patch", impact=1).body["impact"] == 1
    assert send(client, f"plan-objectives/{goal.body['ref']}/measure/", latest="7").code == 409, "not agreed yet"
    assert send(client, f"plan-milestones/{day['ref']}/remove/").code == 204
    assert send(client, f"plan-milestones/{day['ref']}/", "patch", title="Gone").code == 404
    other = signed_in(colleague)
    assert send(other, "plan-risks/", **own, title="Not mine").code == 403
    assert send(other, f"plan-risks/{risk['ref']}/", "patch", title="Not mine").code == 403

    send(signed_in(manager), f"plan-versions/{version.ref}/", "patch", summary="Fewer disputes.")
    version = send_for_signing(version=PlanVersion.objects.get(pk=version.pk), by=manager, now=now)
    sign_plan(version=version, by=manager, now=now)
    confirm_plan(version=version, by=org_admin, now=now)
    client = signed_in(manager)
    assert send(client, f"plan-objectives/{goal.body['ref']}/", "patch", title="Late").code == 409
    assert send(client, "plan-risks/", **own, title="Late").code == 409
    measured = send(client, f"plan-objectives/{goal.body['ref']}/measure/", latest="7", state="open").body
    assert measured["latest"] == "7.00"
    assert send(client, f"plans/{plan['ref']}/draft/").body["number"] == 2
    client = signed_in(org_admin)
    shown = [row["title"] for row in client.get("/api/v1/plan-objectives/").json()["results"]]
    assert (shown, client.get("/api/v1/plan-risks/").json()["results"]) == (["Fewer disputes"], [])
    assert send(client, f"plan-objectives/{goal.body['ref']}/", "patch", title="Ours").code == 403
    acting = signed_in(agent)
    for noun in ("plans", "plan-versions", "plan-tasks", "plan-objectives", "plan-stakeholders", "plan-reviews"):
        assert acting.get(f"/api/v1/{noun}/").json()["results"] == []
