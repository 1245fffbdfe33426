"""Who hears of a follow-up on each level: never nobody, never somebody a restricted participant is closed to."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Level, Role
from accounts.models import Mentoring, Team, User
from accounts.tests.factories import StaffFactory, SupervisorFactory
from participants.audiences import AUDIENCES, people_for
from participants.models import FollowUp
from participants.tests.factories import AssignmentFactory, FollowUpFactory, ParticipantFactory

pytestmark = pytest.mark.django_db

YEAR = date(2026, 1, 1)


@pytest.fixture
def follow_up(lantern: SimpleNamespace, colleague: User, supervisor: User) -> FollowUp:
    """Prairie Lantern's; a colleague promised it."""
    return FollowUpFactory(participant=lantern.participant, responsible=colleague)


def names(audience: str, follow_up: FollowUp, now: datetime) -> list[str]:
    return [person.name for person in people_for(audience, {follow_up.ref}, now)[follow_up.ref]]


def test_each_audience(follow_up: FollowUp, now: datetime) -> None:
    found = {audience: names(audience, follow_up, now) for audience in AUDIENCES}
    assert found == {
        "responsible": ["Omar Colleague"],
        "account_manager": ["Dana Manager"],
        "senior": ["Lee Supervisor"],  # nobody senior is near: it does not fall silent
        "supervisors": ["Lee Supervisor"],
    }


def test_when_the_responsible_person_left_the_account_manager_hears(follow_up: FollowUp, now: datetime) -> None:
    User.objects.filter(pk=follow_up.responsible_id).update(is_active=False)
    assert names("responsible", follow_up, now) == ["Dana Manager"]


def test_seniors_are_the_mentor_and_the_teams_senior_members(
    follow_up: FollowUp, colleague: User, senior: User, now: datetime
) -> None:
    wholesale, retail = Team.objects.create(name="Wholesale"), Team.objects.create(name="Retail")
    User.objects.filter(pk=colleague.pk).update(team=wholesale)
    StaffFactory(name="Tim Teammate", level=Level.SENIOR, team=wholesale)
    StaffFactory(name="Una Elsewhere", level=Level.SENIOR, team=retail)
    StaffFactory(name="Ned Gone", level=Level.SENIOR, team=wholesale, is_active=False)
    Mentoring.objects.create(mentor=senior, colleague=colleague, starts_on=YEAR)
    assert names("senior", follow_up, now) == ["Ruth Senior", "Tim Teammate"]


def test_without_team_and_mentor_the_backup_hears(
    follow_up: FollowUp, lantern: SimpleNamespace, senior: User, now: datetime
) -> None:
    AssignmentFactory(participant=lantern.participant, person=senior, kind="backup")
    assert names("senior", follow_up, now) == ["Ruth Senior"]


def test_nobody_hears_of_a_restricted_participant_to_whom_it_is_closed(
    restricted: SimpleNamespace, senior: User, supervisor: User, now: datetime
) -> None:
    team = Team.objects.create(name="Wholesale")
    User.objects.filter(pk=senior.pk).update(team=team)
    StaffFactory(name="Tim Teammate", level=Level.SENIOR, team=team)
    follow_up = FollowUpFactory(participant=restricted.participant, responsible=senior)
    assert names("senior", follow_up, now) == ["Lee Supervisor"]
    backup = AssignmentFactory(participant=restricted.participant, kind="backup")
    assert names("senior", follow_up, now) == [backup.person.name]


def test_the_supervisors_of_the_own_team_hear_where_it_has_some(
    follow_up: FollowUp, colleague: User, now: datetime
) -> None:
    team = Team.objects.create(name="Wholesale")
    User.objects.filter(pk=colleague.pk).update(team=team)
    assert names("supervisors", follow_up, now) == ["Lee Supervisor"]
    SupervisorFactory(name="Sue Wholesale", team=team)
    assert names("supervisors", follow_up, now) == ["Sue Wholesale"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_many_take_as_few_statements_as_two(audience: str, supervisor: User, now: datetime) -> None:
    counts = []
    for size in (2, 40):
        refs = set()
        for number in range(size):
            team = Team.objects.create(name=f"Team {size} {number}")
            person = StaffFactory(team=team, is_active=bool(number % 2))
            participant = ParticipantFactory(restricted=number % 3 == 0, restricted_reason="Quiet")
            AssignmentFactory(participant=participant, person=StaffFactory(role=Role.ACCOUNT_MANAGER))
            refs.add(FollowUpFactory(participant=participant, responsible=person).ref)
        with CaptureQueriesContext(connection) as captured:
            found = people_for(audience, refs, now)
        assert found.keys() == refs
        assert all(found.values())
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 6


def test_an_unknown_audience_is_a_mistake(follow_up: FollowUp, now: datetime) -> None:
    with pytest.raises(KeyError):
        people_for("everybody", {follow_up.ref}, now)
