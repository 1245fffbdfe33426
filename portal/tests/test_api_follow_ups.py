"""Follow-ups by the API: the outsider first, then what the pages do."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.follow_ups import add_follow_up
from participants.models import FollowUp
from participants.tests.actions.following_up import clock_of, load_deadlines
from participants.tests.factories import FollowUpFactory
from portal.audit.models import AuditEvent
from portal.tests.api_calls import NEVER, patch, post

NOUN = "follow-ups/"
VERBS = ("hand-over", "postpone", "wait", "resume", "finish", "cancel")


@pytest.fixture
def follow_up(lantern: SimpleNamespace, manager: User) -> FollowUp:
    now = datetime.now(UTC)
    load_deadlines(now)
    return add_follow_up(participant=lantern.participant, title="Call lantern", in_days=2, by=manager, now=now)


@pytest.mark.parametrize("who", ["outsider", "member", "org_admin", "agent", "prospect"])
def test_participants_find_nothing_and_write_nothing(request, signed_in, follow_up, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/api/v1/{NOUN}").json()["results"] == []
    address, never = f"{NOUN}{follow_up.ref}/", f"{NOUN}{NEVER}/"
    assert client.get(f"/api/v1/{address}").json() == client.get(f"/api/v1/{never}").json()
    assert patch(client, address, title="Mine").status_code == 404
    assert {post(client, f"{address}{verb}/").status_code for verb in VERBS} == {404}
    body = {"participant": follow_up.participant.ref, "title": "Call", "in_days": 1}
    assert post(client, NOUN, **body).status_code == 403
    assert FollowUp.objects.get().title == "Call lantern"


@pytest.mark.parametrize("who", ["colleague", "specialist", "auditor"])
def test_other_staff_read_and_learn_why_not_to_write(request, signed_in, follow_up, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/api/v1/{NOUN}{follow_up.ref}/").json()["title"] == "Call lantern"
    answers = [patch(client, f"{NOUN}{follow_up.ref}/", title="Mine")]
    answers += [post(client, f"{NOUN}{follow_up.ref}/{verb}/") for verb in VERBS]
    assert {answer.status_code for answer in answers} == {403}
    assert all(answer.json()["detail"] for answer in answers)


def test_those_of_a_restricted_participant_are_not_there(signed_in, restricted, colleague, senior):
    row = FollowUpFactory(participant=restricted.participant, title="Call harbor", responsible=senior)
    client = signed_in(colleague)
    assert client.get(f"/api/v1/{NOUN}").json()["results"] == []
    assert client.get(f"/api/v1/{NOUN}{row.ref}/").status_code == 404
    body = {"participant": restricted.participant.ref, "title": "Call", "in_days": 1}
    refused = post(client, NOUN, **body)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["detail"] == "This is not one of the available choices."
    assert signed_in(senior).get(f"/api/v1/{NOUN}{row.ref}/").status_code == 200


def test_one_is_added_changed_and_finished(signed_in, follow_up, manager, lantern, colleague):
    client = signed_in(manager)
    made = post(client, NOUN, participant=lantern.participant.ref, title="  Send  form ", note="N", in_days=3)
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["title"], told["state"], told["responsible"]) == ("Send form", "open", manager.ref)
    address = f"{NOUN}{told['ref']}/"
    assert patch(client, address, note="Other").json()["note"] == "Other"
    assert post(client, f"{address}postpone/", in_days=9, reason="They asked").json()["due_on"] > told["due_on"]
    waiting = post(client, f"{address}wait/", waiting_for="their form").json()
    assert (waiting["state"], waiting["waiting_for"]) == ("waiting", "their form")
    assert post(client, f"{address}resume/").json()["state"] == "open"
    assert post(client, f"{address}hand-over/", responsible=colleague.ref).json()["responsible"] == colleague.ref
    done = post(client, f"{address}finish/", outcome="Sent").json()
    assert (done["state"], done["outcome"]) == ("done", "Sent")
    assert done["done_at"]
    row = FollowUp.objects.get(ref=told["ref"])
    assert clock_of(row).outcome == "met"
    trail = AuditEvent.objects.filter(object_ref=row.ref).order_by("id").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in trail] == [
        "added",
        "changed",
        "postponed",
        "paused",
        "resumed",
        "handed_over",
        "done",
    ]


def test_refusals_are_the_actions_own(signed_in, follow_up, manager):
    client = signed_in(manager)
    address = f"{NOUN}{follow_up.ref}/"
    assert post(client, f"{address}resume/").json()["code"] == "illegal_move"
    past = post(client, f"{address}postpone/", due_on="2020-01-01", reason="Back")
    assert (past.status_code, past.json()["detail"]) == (409, "Choose a day from today on.")
    both = post(client, f"{address}postpone/", due_on="2999-01-01", in_days=3, reason="Back")
    assert "either a day or a number" in both.json()["detail"]
    canceled = post(client, f"{address}cancel/", reason="Not needed")
    assert canceled.json()["state"] == "canceled"
    assert "add a new one" in post(client, f"{address}finish/").json()["detail"]


def test_they_are_filtered_searched_and_sorted(signed_in, follow_up, manager, lantern, senior):
    FollowUpFactory(participant=lantern.participant, responsible=senior, title="Other", due_on="2999-01-01")
    client = signed_in(manager)

    def titles(question: str) -> list[str]:
        return [row["title"] for row in client.get(f"/api/v1/{NOUN}?{question}").json()["results"]]

    assert titles("") == ["Call lantern", "Other"]
    assert titles("ordering=-due_on") == ["Other", "Call lantern"]
    assert titles(f"responsible={senior.ref}") == ["Other"]
    assert titles(f"participant={lantern.participant.ref}&search=call") == ["Call lantern"]
    assert titles("state=done") == []
    assert titles("due_from=2998-01-01") == ["Other"]
    assert titles(f"due_until={follow_up.due_on}") == ["Call lantern"]
