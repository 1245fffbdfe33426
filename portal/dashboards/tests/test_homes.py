"""Each kind of user has a first page, and every number on it opens exactly the rows it counts."""

import pytest
from django.utils import timezone

from accounts.models import Absence
from participants.tests.factories import (
    AssignmentFactory,
    FollowUpFactory,
    ParticipantFactory,
    RegistrationFactory,
)
from portal.audit import trail


def test_whoever_is_not_signed_in_is_asked_to(client, db):
    assert "/accounts/login/" in client.get("/").url


def test_a_participants_user_is_led_to_the_own_side(signed_in, outsider):
    assert signed_in(outsider).get("/").url == "/my/"


@pytest.fixture
def market(manager, supervisor, lantern, mesa, restricted, now):
    """Something for every tile."""
    lantern.qse.apply(missing_since=now.date())
    lacking = RegistrationFactory(participant=ParticipantFactory(name="Signless Solar")).participant
    AssignmentFactory(participant=lacking, person=manager)
    ParticipantFactory(name="Orphan Power")
    for title, day in (("Overdue", "2020-01-06"), ("Ahead", "2099-01-05")):
        for person in (manager, supervisor):
            FollowUpFactory(participant=lantern.participant, responsible=person, title=title, due_on=day)


@pytest.mark.parametrize("persona", ["manager", "supervisor"])
def test_every_number_opens_the_rows_it_counts(request, signed_in, market, persona):
    client = signed_in(request.getfixturevalue(persona))
    for tile in client.get("/").context["tiles"]:
        response = client.get(tile.url)
        assert response.status_code == 200, tile.label
        if "page" in response.context:
            assert response.context["page"].total == tile.value, tile.label


def test_follow_ups_that_are_due_stand_on_the_own_home(signed_in, market, manager):
    response = signed_in(manager).get("/")
    first = signed_in(manager).get("/today/first/").context["page"].rows
    assert [row.title for row in first if row.kind == "follow-up" and row.turn == "ours"] == ["Overdue", "Ahead"]
    tile = next(one for one in response.context["tiles"] if one.label == "Follow-ups due")
    assert tile.value == "1"


def test_an_account_manager_sees_own_participants_and_what_others_did_there(
    signed_in, manager, supervisor, lantern, mesa
):
    trail.record("participants.participant.changed", of=lantern.participant, by=supervisor, at=timezone.now())
    trail.record("participants.participant.changed", of=mesa.participant, by=supervisor, at=timezone.now())
    response = signed_in(manager).get("/")
    assert [row.name for row in response.context["mine"]] == ["Prairie Lantern Energy"]
    assert [named.name for _told, named in response.context["events"]] == ["Prairie Lantern Energy"]
    assert "Blue Mesa" not in response.content.decode()


def test_standing_in_for_a_colleague_shows_the_colleagues_participants(signed_in, manager, colleague, lantern):
    Absence.objects.create(person=manager, stand_in=colleague, starts_on="2020-01-01", ends_on="2099-01-01")
    response = signed_in(colleague).get("/")
    assert "Dana Manager is away" in response.content.decode()
    assert [row.name for row in response.context["mine"]] == ["Prairie Lantern Energy"]


def test_a_supervisor_sees_the_load_of_each_account_manager(signed_in, supervisor, manager, senior, lantern, mesa):
    rows = signed_in(supervisor).get("/admin/").context["load"]["rows"]
    assert {row["person"].name: row["participants"].value for row in rows} == {"Dana Manager": 1, "Ruth Senior": 1}


@pytest.mark.parametrize(
    ("persona", "title"), [("auditor", "Audit trail"), ("specialist", "Participants"), ("coordinator", "Your settings")]
)
def test_others_see_what_they_can_do(request, signed_in, persona, title):
    client = signed_in(request.getfixturevalue(persona))
    response = client.get("/")
    assert title in response.content.decode()
    for offer in response.context["offers"]:
        assert client.get(offer.url).status_code == 200, offer.title
