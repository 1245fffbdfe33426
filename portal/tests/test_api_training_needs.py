"""Training needs by the API: the outsider first, then what the pages do."""

import pytest
from django.utils import timezone

from portal.tests.api_calls import NEVER, post
from training.models import TrainingNeed
from training.tests.factories import CourseFactory, NeedEvidenceFactory, NeedFactory

NOUN = "training-needs/"
VERBS = ("accept", "dismiss", "outline", "send", "return-outline", "approve", "schedule", "close")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["outsider", "member", "org_admin", "agent", "prospect"])
def test_participants_find_nothing_and_write_nothing(request, signed_in, who, lantern):
    need = NeedFactory(participant=lantern.participant)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/api/v1/{NOUN}").json()["results"] == []
    address, never = f"{NOUN}{need.ref}/", f"{NOUN}{NEVER}/"
    assert client.get(f"/api/v1/{address}").json() == client.get(f"/api/v1/{never}").json()
    assert {post(client, f"{address}{verb}/").status_code for verb in VERBS} == {404}
    assert post(client, NOUN, title="Metering", problem="Wrong files").status_code == 403
    assert TrainingNeed.objects.get() == need


@pytest.mark.parametrize("who", ["manager", "colleague", "specialist", "auditor"])
def test_other_staff_read_and_learn_why_not_to_decide(request, signed_in, who, lantern):
    need = NeedFactory(participant=lantern.participant)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/api/v1/{NOUN}{need.ref}/").json()["participant"] == lantern.participant.ref
    answers = [post(client, f"{NOUN}{need.ref}/{verb}/") for verb in VERBS]
    assert {answer.status_code for answer in answers} == {403}
    assert all(answer.json()["detail"] for answer in answers)


def test_whose_cases_they_are_is_not_told(signed_in, manager, lantern):
    need = NeedFactory(case_count=1, participant_count=1)
    NeedEvidenceFactory(need=need, participant=lantern.participant)
    told = signed_in(manager).get(f"/api/v1/{NOUN}{need.ref}/").json()
    assert (told["case_count"], told["participant"]) == (1, None)
    assert lantern.participant.ref not in str(told)


def test_those_of_a_restricted_participant_are_not_there(signed_in, restricted, manager, coordinator, senior):
    row = NeedFactory(participant=restricted.participant)
    for person in (manager, coordinator):
        client = signed_in(person)
        assert client.get(f"/api/v1/{NOUN}").json()["results"] == []
        assert client.get(f"/api/v1/{NOUN}{row.ref}/").status_code == 404
        assert post(client, f"{NOUN}{row.ref}/accept/").status_code == 404
        body = {"title": "Call", "problem": "It", "participant": restricted.participant.ref}
        assert post(client, NOUN, **body).status_code == 400
    assert signed_in(senior).get(f"/api/v1/{NOUN}{row.ref}/").status_code == 200


def test_the_way_from_the_proposal_to_the_review(signed_in, manager, senior, coordinator, lantern):
    CourseFactory(code="MTK")
    body = {"title": "Gains", "problem": "Twice", "participant": lantern.participant.ref, "course": "MTK"}
    made = post(signed_in(manager), NOUN, **body).json()
    assert (made["state"], made["course"], made["proposed_by"]) == ("suggested", "MTK", manager.ref)
    address = f"{NOUN}{made['ref']}/"
    assert post(signed_in(senior), f"{address}accept/").json()["state"] == "open"
    written = post(signed_in(senior), f"{address}outline/", outline="1. Why").json()
    assert (written["state"], written["designer"]) == ("outline", senior.ref)
    assert post(signed_in(senior), f"{address}send/", reviewer=coordinator.ref).json()["state"] == "in_review"
    assert post(signed_in(senior), f"{address}approve/").status_code == 403
    assert post(signed_in(coordinator), f"{address}approve/").json()["state"] == "approved"
    refused = post(signed_in(coordinator), f"{address}close/", effect_note="Better")
    assert refused.status_code == 409


def test_the_list_is_narrowed_by_state_and_topic(signed_in, manager):
    NeedFactory(topic="A")
    closed = {"state": "dismissed", "reason": "no", "quiet_until": timezone.now(), "ended_at": timezone.now()}
    NeedFactory(topic="B", **closed)
    client = signed_in(manager)

    def topics(query: str) -> list[str]:
        return [row["topic"] for row in client.get(f"/api/v1/{NOUN}{query}").json()["results"]]

    assert topics("?state=dismissed") == ["B"]
    assert topics("?topic=A") == ["A"]
    assert len(topics("")) == 2


def test_nothing_unknown_is_taken(signed_in, manager):
    answer = post(signed_in(manager), NOUN, title="Gains", problem="Twice", state="closed", effect_count=0)
    assert answer.status_code == 400
