from datetime import date, datetime

import pytest

from accounts.actions.mentorings import end_mentoring, start_mentoring
from accounts.actions.teams import add_team, change_team, put_in_team
from accounts.models import Mentoring, Team, User
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

FIRST = date(2026, 11, 1)


def test_a_team_is_added_changed_and_joined(supervisor: User, senior: User, manager: User, now: datetime) -> None:
    team = add_team(name=" North ", by=supervisor, now=now)
    change_team(team=team, name="North", lead=senior, by=supervisor, now=now)
    put_in_team(person=manager, team=team, by=supervisor, now=now)
    team.refresh_from_db()
    manager.refresh_from_db()
    assert (team.name, team.lead, manager.team) == ("North", senior, team)
    assert AuditEvent.objects.count() == 3


def test_what_a_team_cannot_be(supervisor: User, outsider: User, now: datetime) -> None:
    add_team(name="North", by=supervisor, now=now)
    for terms in ({"name": ""}, {"name": "north"}, {"name": "South", "lead": outsider}):
        with pytest.raises(Refused):
            add_team(by=supervisor, now=now, **terms)
    with pytest.raises(Refused, match="for staff"):
        put_in_team(person=outsider, team=Team.objects.get(), by=supervisor, now=now)


def test_only_supervisors_arrange_teams_and_mentors(senior: User, manager: User, now: datetime) -> None:
    team = Team.objects.create(name="North")
    for act in (
        lambda: add_team(name="South", by=senior, now=now),
        lambda: change_team(team=team, name="South", by=senior, now=now),
        lambda: put_in_team(person=manager, team=team, by=senior, now=now),
        lambda: start_mentoring(mentor=senior, colleague=manager, by=senior, now=now, starts_on=FIRST),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_a_colleague_has_one_mentor_at_a_time(supervisor: User, senior: User, manager: User, now: datetime) -> None:
    pair = start_mentoring(mentor=senior, colleague=manager, by=supervisor, now=now, starts_on=FIRST)
    with pytest.raises(Refused, match="Ruth Senior as mentor"):
        start_mentoring(mentor=supervisor, colleague=manager, by=supervisor, now=now, starts_on=date(2026, 12, 1))
    end_mentoring(mentoring=pair, by=supervisor, now=now, ends_on=date(2026, 11, 30))
    start_mentoring(mentor=supervisor, colleague=manager, by=supervisor, now=now, starts_on=date(2026, 12, 1))
    assert Mentoring.objects.on(date(2026, 11, 30)).get().mentor == senior
    assert Mentoring.objects.on(date(2026, 12, 1)).get().mentor == supervisor


def test_a_mentor_knows_the_work(supervisor: User, colleague: User, manager: User, now: datetime) -> None:
    for unfit in (colleague, manager):
        with pytest.raises(Refused):
            start_mentoring(mentor=unfit, colleague=manager, by=supervisor, now=now, starts_on=FIRST)
