"""A participant's relationships at the desk: what stands there for whom, and an acquisition on the way into a plan."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants.choices import PlanSide, SourceTag, TieKind
from participants.models import Affiliation, PlanStakeholder, PlanTask, PlanTemplate
from participants.rules.acquisitions import day_counted
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AgencyFactory, ParticipantFactory
from participants.tests.family_factories import AffiliationFactory
from participants.tests.plan_factories import AccountPlanFactory, PlanVersionFactory
from portal.audit.models import AuditEvent
from portal.calendars import loading
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

BUDGET = 21
CONTENT = {
    "counts_from": "closing",
    "tasks": [
        {"key": "notice", "title": "Send the notice", "side": "participant", "part": "acquired", "days": -2},
        {"key": "credit", "title": "Look at the credit anew", "days": 1, "tag": "V", "source": "16.11"},
        {"key": "customers", "title": "Move the customers", "part": "acquired", "roles": ["LSE"], "days": 1},
    ],
    "milestones": [{"title": "Closing", "days": 0}],
    "stakeholders": [{"title": "Chief executive", "part": "sponsor", "rhythm": "monthly", "step": 2}],
}


def page_of(rows: SimpleNamespace) -> str:
    return reverse("participants:participant-relationships", args=[rows.participant.ref])


@pytest.fixture
def family(lantern: SimpleNamespace, mesa: SimpleNamespace, restricted: SimpleNamespace) -> SimpleNamespace:
    """Topmost over Prairie Lantern and Blue Mesa; the restricted one below Prairie Lantern, with a child of its own."""
    top = ParticipantFactory(name="Topmost Power")
    AffiliationFactory(participant=top, other=None, other_name="Vega Group")
    for company in (lantern, mesa):
        AffiliationFactory(participant=company.participant, other=top)
    AffiliationFactory(participant=restricted.participant, other=lantern.participant, share=30)
    hidden = ParticipantFactory(name="Hidden Grandchild")
    AffiliationFactory(participant=hidden, other=restricted.participant)
    AffiliationFactory(participant=ParticipantFactory(name="Far Sister"), other=None, other_name="Vega Group")
    return SimpleNamespace(top=top, hidden=hidden)


@pytest.mark.usefixtures("family")
def test_the_family_is_told_without_what_is_closed_to_the_reader(
    signed_in: Any, lantern: SimpleNamespace, restricted: SimpleNamespace, manager: User, supervisor: User, member: User
) -> None:
    client: Client = signed_in(manager)
    text = client.get(page_of(lantern)).content.decode()
    for name in ("Topmost Power", "Vega Group", "Blue Mesa Trading", "Far Sister", "A restricted participant"):
        assert name in text, name
    for name in (restricted.participant.name, restricted.participant.ref, "Hidden Grandchild", "30 %"):
        assert name not in text, name
    exported = client.get(page_of(lantern) + "?export=csv").content.decode()
    assert "A restricted participant" in exported
    assert restricted.participant.name not in exported
    assert "Hidden" not in exported
    assert AuditEvent.objects.filter(verb="participants.relationships.exported").count() == 1
    listed = client.get(f"/api/v1/relationships/?participant={lantern.participant.ref}").json()["results"]
    assert {row["name"] for row in listed if row["relation"] == "subsidiaries"} == {"A restricted participant"}
    client.logout()
    whole = signed_in(supervisor).get(page_of(lantern)).content.decode()
    assert restricted.participant.name in whole
    assert "Hidden Grandchild" in whole


def test_a_family_is_found_by_its_parents_name_by_those_who_may_see_both(
    signed_in: Any, family: SimpleNamespace, restricted: SimpleNamespace, manager: User, member: User
) -> None:
    found = signed_in(manager).get("/search/?q=Topmost").content.decode()
    assert "Blue Mesa Trading" in found
    hidden = signed_in(manager).get(f"/search/?q={restricted.participant.name.split()[0]}").content.decode()
    assert "Hidden Grandchild" not in hidden
    assert "Blue Mesa" not in signed_in(member).get("/search/?q=Topmost").content.decode()


def test_a_company_reads_what_it_declared_and_nothing_else(
    signed_in: Any, lantern: SimpleNamespace, member: User, mesa: SimpleNamespace
) -> None:
    AffiliationFactory(
        participant=lantern.participant,
        other=None,
        other_name="Vega Group",
        source="declared",
        told_by=lantern.participant,
    )
    AffiliationFactory(participant=lantern.participant, other=mesa.participant, kind=TieKind.AFFILIATE)
    text = signed_in(member).get(reverse("my-company")).content.decode()
    assert "Vega Group" in text
    assert mesa.participant.name not in text


def test_the_page_costs_the_same_for_2_rows_and_for_20(
    signed_in: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, template: PlanTemplate
) -> None:
    client = signed_in(manager)
    today = market_day(timezone.now())
    announced = {"starts_on": today + timedelta(days=30), "announced_on": today}
    AffiliationFactory(participant=mesa.participant, other=lantern.participant, **announced)

    def cost() -> list[str]:
        client.get(page_of(lantern))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page_of(lantern)).status_code == 200
        return [one["sql"] for one in captured]

    def more(count: int) -> None:
        for _ in range(count):
            AffiliationFactory(participant=ParticipantFactory(), other=lantern.participant)
            AgencyFactory(participant=lantern.participant)

    more(2)
    few = cost()
    more(18)
    many = cost()
    assert len(few) == len(many), "\n".join(many)
    assert len(many) <= BUDGET, "\n".join(many)


@pytest.fixture
def template(now: datetime) -> PlanTemplate:
    """The catalog's list of duties, and the calendars in which they count."""
    load_deadlines(now)
    return PlanTemplate.objects.create(
        code="PT-ACQUISITION", name="Change of ownership", content=CONTENT, source="tests", tag=SourceTag.PROPOSED
    )


@pytest.mark.usefixtures("template")
def test_an_announced_acquisition_brings_its_duties_into_the_plan(
    signed_in: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User
) -> None:
    client = signed_in(supervisor)
    today = market_day(timezone.now())
    closing, period = today + timedelta(days=60), {"starts_on": today, "ends_on": today + timedelta(days=364)}
    plan = AccountPlanFactory(participant=lantern.participant, owner=supervisor, **period)
    version = PlanVersionFactory(plan=plan)
    sent = client.post(
        reverse("participants:affiliation-add", args=[lantern.participant.ref]),
        {
            "kind": "parent",
            "other": mesa.participant.name,
            "starts_on": closing.isoformat(),
            "announced_on": today.isoformat(),
            "source": "declared",
            "certainty": "certain",
            "share": "60",
        },
    )
    assert sent.status_code == 302, sent.content.decode()
    row = Affiliation.objects.get()
    text = client.get(page_of(lantern)).content.decode()
    for words in ("Acquired by Blue Mesa Trading", "Send the notice", "2 Business Days before closing", "Unverified"):
        assert words in text, words
    assert "Move the customers" not in text  # it holds no such registration
    buyer = client.get(page_of(mesa)).content.decode()
    assert f"Acquires {lantern.participant.name}" in buyer
    assert "Send the notice" not in buyer
    duties = reverse("participants:affiliation-duties", args=[row.ref])
    assert client.post(duties, {"version": version.ref}).status_code == 302
    _version, calendar = loading.current("ercot-business")
    tasks = {task.title: task for task in PlanTask.objects.filter(version=version)}
    assert {title: (task.side, task.due_on) for title, task in tasks.items()} == {
        "Send the notice": (PlanSide.PARTICIPANT, day_counted(calendar, closing, -2)),
        "Look at the credit anew": (PlanSide.OPERATOR, day_counted(calendar, closing, 1)),
    }
    assert "Source: 16.11." in tasks["Look at the credit anew"].detail
    person = PlanStakeholder.objects.get(version=version)
    assert (person.rhythm, person.step) == ("monthly", 2)
    again = client.post(duties, {"version": version.ref})
    assert (again.status_code, "stands in the draft already" in again.content.decode()) == (422, True)
    assert "Planned" in client.get(page_of(lantern)).content.decode()
