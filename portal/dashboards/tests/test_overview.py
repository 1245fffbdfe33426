"""The supervisor's dashboard: its filters, its cost, who may look, and how it renews itself."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Team, User
from accounts.tests.factories import StaffFactory
from issues.actions.referrals import refer_issue
from issues.tests.factories import IssueFactory
from issues.tests.referral_world import QUESTION, answer_deadlines, desk  # noqa: F401 - fixtures
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory
from portal.dashboards import overview_views
from portal.tests.test_page_budgets import statements
from training.tests.factories import SessionFactory

pytestmark = pytest.mark.django_db
BUDGET = 14


def page(client: Client, **query: Any) -> Any:
    return client.get(reverse("admin:index"), query)


def figure(answer: Any, label: str) -> str:
    return next(tile.value for tile in answer.context["tiles"] if tile.label == label)


def test_it_costs_the_same_for_few_rows_and_for_many(
    signed_in: Any,
    supervisor: User,
    manager: User,
    desk: SimpleNamespace,  # noqa: F811
    now: Any,
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(overview_views, "SECONDS", 0)
    team = Team.objects.create(name="Retail")
    User.objects.filter(pk=manager.pk).update(team=team)
    client, address = signed_in(supervisor), f"{reverse('admin:index')}?team={team.ref}"
    refer_issue(issue=desk.issue, by=manager, now=now, department=desk.ems, **QUESTION)
    few = statements(client, address)
    assert len(few) <= BUDGET, "\n".join(few)
    for _ in range(8):
        company = ParticipantFactory()
        RegistrationFactory(participant=company, status="prospective")
        AssignmentFactory(participant=company, person=manager)
        StaffFactory(role="account_manager", level="I", team=team)
        SessionFactory()
        issue = IssueFactory(participant=company, owner=manager, state="open")
        refer_issue(issue=issue, by=manager, now=now, department=desk.ems, **QUESTION)
    many = statements(client, address)
    assert len(many) == len(few), "\n".join(many)
    # What is remembered is not asked again, whoever looks.
    monkeypatch.setattr(overview_views, "SECONDS", 30)
    assert len(statements(client, address)) <= 4


def test_filters_stand_in_the_address_and_what_is_none_is_said(
    signed_in: Any, supervisor: User, manager: User, colleague: User, lantern: Any, mesa: Any, monkeypatch: Any
) -> None:
    team = Team.objects.create(name="Retail")
    User.objects.filter(pk=manager.pk).update(team=team)
    for company in (lantern, mesa, mesa):
        IssueFactory(participant=company.participant, owner=None)
    client = signed_in(supervisor)
    assert figure(page(client), "Issues without owner") == "3"
    narrowed = page(client, team=team.ref, days="7")
    assert figure(narrowed, "Issues without owner") == "1"
    tile = next(one for one in narrowed.context["tiles"] if one.label == "Issues without owner")
    listed = client.get(tile.url).content.decode()
    assert "Prairie Lantern" in listed
    assert "Blue Mesa" not in listed
    assert "Last 7 days, team Retail" in narrowed.content.decode()
    assert {row["person"].name for row in narrowed.context["load"]["rows"]} == {manager.name}
    monkeypatch.setattr(overview_views, "SECONDS", 0)
    wrong = page(client, team="TM-NOBODY", days="9 and a half")
    assert "There is no such team; all teams are shown." in wrong.content.decode()
    assert "30 days are shown." in wrong.content.decode()
    assert figure(wrong, "Issues without owner") == "3"


def test_it_is_for_who_enters_the_administration_and_the_records_stand_behind_it(
    signed_in: Any, supervisor: User, auditor: User, manager: User, member: User, restricted: Any
) -> None:
    IssueFactory(participant=restricted.participant, owner=None)
    for person in (supervisor, auditor):
        answer = page(signed_in(person))
        assert figure(answer, "Issues without owner") == "1"
        assert reverse("admin:records") in answer.content.decode()
        assert "Catalogs and records" in signed_in(person).get(reverse("admin:records")).content.decode()
    assert page(signed_in(manager)).status_code == 403
    assert signed_in(manager).get(reverse("dashboards:figures")).status_code == 403
    assert signed_in(member).get(reverse("dashboards:figures")).status_code == 404


def test_the_figures_renew_themselves_only_when_they_are_newer(
    signed_in: Any, client: Client, supervisor: User, lantern: Any, monkeypatch: Any
) -> None:
    figures = reverse("dashboards:figures")
    assert client.get(figures).status_code == 401
    looking = signed_in(supervisor)
    stamp = page(looking).context["stamp"]
    IssueFactory(participant=lantern.participant, owner=None)
    assert looking.get(figures, {"seen": stamp}).status_code == 204
    monkeypatch.setattr(overview_views, "SECONDS", 0)
    newer = looking.get(figures, {"seen": stamp})
    assert newer.status_code == 200
    assert "data-stamp" in newer.content.decode()
    assert figure(newer, "Issues without owner") == "1"
