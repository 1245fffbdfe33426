"""Adding, changing and restricting participants."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.participants import (
    add_participant,
    change_participant,
    restrict_participant,
    unrestrict_participant,
)
from participants.models import Participant
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import ParticipantFactory
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db


def test_an_account_manager_adds_a_company(colleague: User, now: datetime) -> None:
    participant = add_participant(by=colleague, now=now, name="  Elm   Storage ", duns="44-444-4444")
    participant.refresh_from_db()
    assert (participant.name, participant.duns, participant.origin) == ("Elm Storage", "444444444", "entered")
    event = recorded("participant.added")
    assert (event.by, event.participant_id, event.at) == (colleague, participant.pk, now)
    assert Participant.objects.without_account_manager().filter(pk=participant.pk).exists()


@pytest.mark.parametrize("who", ["outsider", "org_admin", "specialist", "auditor"])
def test_others_add_none(request: pytest.FixtureRequest, now: datetime, who: str) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        add_participant(by=person, now=now, name="Elm Storage")
    assert not Participant.objects.filter(name="Elm Storage").exists()
    assert nothing_recorded()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "   "}, "Name"),
        ({"name": "x" * 201}, "Name"),
        ({"name": "Elm\x00"}, "cannot be stored"),
        ({"duns": "12345"}, "digits"),
        ({"duns": "111111111"}, "already carries"),
        ({"website": "javascript:alert(1)"}, "Website"),
    ],
)
def test_values_that_do_not_fit_are_refused(
    lantern: SimpleNamespace, supervisor: User, now: datetime, fields: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        add_participant(by=supervisor, now=now, **{"name": "Elm", **fields})
    assert nothing_recorded()


def test_the_refusal_of_a_taken_duns_names_no_company(
    restricted: SimpleNamespace, manager: User, now: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        add_participant(by=manager, now=now, name="Elm", duns=restricted.participant.duns)
    assert restricted.participant.name not in refusal.value.reason


def test_a_parent_must_be_one_the_person_may_see(restricted: SimpleNamespace, manager: User, now: datetime) -> None:
    with pytest.raises(Refused, match="available choices"):
        add_participant(by=manager, now=now, name="Elm", parent=restricted.participant)


def test_a_change_keeps_the_old_value(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    change_participant(participant=lantern.participant, by=manager, now=now, name="Prairie Lantern Power")
    assert Participant.objects.get(pk=lantern.participant.pk).name == "Prairie Lantern Power"
    assert recorded("participant.changed").changes == {"name": ["Prairie Lantern Energy", "Prairie Lantern Power"]}


def test_no_change_leaves_no_trace(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    change_participant(participant=lantern.participant, by=manager, now=now, name=lantern.participant.name)
    assert nothing_recorded()


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "colleague", "auditor"])
def test_only_the_assigned_and_supervisors_change(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, now: datetime, who: str
) -> None:
    with pytest.raises(NotPermitted):
        change_participant(participant=lantern.participant, by=request.getfixturevalue(who), now=now, name="Mine")
    assert Participant.objects.get(pk=lantern.participant.pk).name == "Prairie Lantern Energy"


def test_no_action_changes_other_fields(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    with pytest.raises(TypeError):
        change_participant(participant=lantern.participant, by=supervisor, now=now, restricted=True)


def test_nobody_is_above_themselves(supervisor: User, now: datetime) -> None:
    top = ParticipantFactory()
    middle = ParticipantFactory(parent=top)
    bottom = ParticipantFactory(parent=middle)
    for parent in (top, middle, bottom):
        with pytest.raises(Refused, match="above itself"):
            change_participant(participant=top, by=supervisor, now=now, parent=parent)
    change_participant(participant=bottom, by=supervisor, now=now, parent=top)
    assert recorded("participant.changed").changes == {"parent": [middle.name, top.name]}


def test_restricting_and_lifting(lantern: SimpleNamespace, colleague: User, supervisor: User, now: datetime) -> None:
    restrict_participant(participant=lantern.participant, by=supervisor, now=now, reason="Acquisition")
    assert not Participant.objects.visible_to(colleague).filter(pk=lantern.participant.pk).exists()
    assert recorded("participant.restricted").reason == "Acquisition"
    with pytest.raises(Refused, match="already"):
        restrict_participant(participant=lantern.participant, by=supervisor, now=now, reason="Again")
    unrestrict_participant(participant=lantern.participant, by=supervisor, now=now, reason="Announced")
    assert Participant.objects.visible_to(colleague).filter(pk=lantern.participant.pk).exists()
    with pytest.raises(Refused, match="not restricted"):
        unrestrict_participant(participant=lantern.participant, by=supervisor, now=now, reason="Again")


@pytest.mark.parametrize("who", ["manager", "outsider"])
def test_others_restrict_nothing(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, now: datetime, who: str
) -> None:
    person = request.getfixturevalue(who)
    for action in (restrict_participant, unrestrict_participant):
        with pytest.raises(NotPermitted):
            action(participant=lantern.participant, by=person, now=now, reason="Because")
    assert nothing_recorded()


def test_restricting_needs_a_reason(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    with pytest.raises(Refused, match="reason"):
        restrict_participant(participant=lantern.participant, by=supervisor, now=now, reason="  ")
