"""Interactions and meetings by the API: what the pages do, by the same actions; what participants read of it."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from participants.models import Interaction, Meeting
from participants.tests.factories import ContactFactory
from portal.tests.api_calls import call


def test_interactions_and_meetings(
    signed_in: Any, manager: User, colleague: User, member: User, outsider: User, lantern: SimpleNamespace, mesa: Any
) -> None:
    now = datetime.now(UTC)
    desk = signed_in(manager)
    company, cora = lantern.participant, lantern.contact
    body = {"participant": company.ref, "summary": "Rang", "contacts": [cora.ref], "topics": ["credit"], "minutes": 5}
    assert call(desk, "post", "interactions/", body | {"contacts": [mesa.contact.ref]}).status_code in (400, 409)
    made = call(desk, "post", "interactions/", body)
    assert made.status_code == 201, made.content
    row = made.json()
    assert [one["name"] for one in row["people"]] == [cora.name, manager.name]
    address = f"interactions/{row['ref']}/"
    changed = call(desk, "patch", address, {"minutes": 10}).json()
    assert (changed["minutes"], changed["summary"], changed["topics"], len(changed["people"])) == (
        10,
        "Rang",
        ["credit"],
        2,
    )
    listed = desk.get("/api/v1/interactions/?topic=credit&search=rang").json()["results"]
    assert [one["ref"] for one in listed] == [row["ref"]]
    assert call(signed_in(colleague), "patch", address, {"minutes": 1}).status_code == 403
    theirs = signed_in(member)
    assert theirs.get("/api/v1/interactions/").json()["results"] == []
    assert theirs.get(f"/api/v1/{address}").status_code == 404
    assert call(theirs, "post", "interactions/", body).status_code == 403
    assert call(desk, "post", f"{address}strike/", {"reason": "Twice"}).json()["struck_at"]
    assert Interaction.objects.get().summary == "Struck out."

    own = ContactFactory(participant=company, name=member.name, email=member.email, user=member)
    starts = now + timedelta(days=3)
    body = {"participant": company.ref, "title": "Review", "contacts": [cora.ref, own.ref]}
    body |= {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=1)).isoformat()}
    assert call(theirs, "post", "meetings/", body).status_code == 403
    made = call(desk, "post", "meetings/", body)
    assert made.status_code == 201, made.content
    assert len(made.json()["guests"]) == 3
    address = f"meetings/{made.json()['ref']}/"
    seen = theirs.get(f"/api/v1/{address}").json()
    assert [guest["name"] for guest in seen["guests"]] == [member.name]
    assert "interaction" not in seen
    answered = call(theirs, "post", f"{address}respond/", {"answer": "declined", "remark": "Away"})
    assert answered.status_code == 200, answered.content
    assert answered.json()["guests"][0]["answer"] == "declined"
    stranger = signed_in(outsider)
    assert stranger.get("/api/v1/meetings/").json()["results"] == []
    assert call(stranger, "post", f"{address}respond/", {"answer": "accepted"}).status_code == 404
    assert call(theirs, "post", f"{address}cancel/", {"reason": "No"}).status_code == 403
    moved = call(desk, "patch", address, {"place": "Room 5"}).json()
    assert (moved["place"], moved["sequence"], len(moved["guests"])) == ("Room 5", 1, 3)
    assert call(desk, "post", f"{address}hold/", {"summary": "Well"}).status_code == 409
    assert call(desk, "post", f"{address}cancel/", {"reason": "Ill"}).json()["state"] == "canceled"
    assert Meeting.objects.get().sequence == 2
