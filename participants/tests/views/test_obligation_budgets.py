"""How many statements pages of obligations take: the same for two registrations and for two thousand."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from participants.actions.obligations import start_campaign
from participants.models import Assignment, Campaign, Obligation, Participant, Registration
from participants.tests.actions.owing import load_obligations, type_of
from participants.tests.factories import MarketRoleFactory, ParticipantFactory, RegistrationFactory
from portal.calendars.models import Clock
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

# Session and person are one of them.
BUDGETS = {"list": 17, "calendar": 9, "review": 17, "campaigns": 7, "board": 11, "my-list": 13, "my-calendar": 11}
PAGES = {
    "list": "participants:obligation-list",
    "calendar": "participants:obligation-calendar",
    "review": "participants:obligation-review",
    "campaigns": "participants:campaign-list",
    "my-list": "my-obligation-list",
    "my-calendar": "my-obligation-calendar",
}
MANY = 2000


def statements(client: Client, url: str) -> list[str]:
    """The statements of one page, the first visit's caches being warm."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def more(count: int, like: Obligation, manager: User) -> None:
    """`count` further registrations of further companies that owe the same; all of them looked after."""
    companies = Participant.objects.bulk_create(ParticipantFactory.build_batch(count))
    role = like.registration.role
    held = [RegistrationFactory.build(participant=company, role=role) for company in companies]
    Registration.objects.bulk_create(held)
    Assignment.objects.bulk_create(
        [Assignment(participant=one, person=manager, kind="primary", starts_on="2020-01-01") for one in companies]
    )
    shared = {"type": like.type, "campaign": like.campaign, "period": like.period}
    days = {"due_on": like.due_on, "by_rule": like.by_rule, "opens_on": like.opens_on}
    Obligation.objects.bulk_create(
        [Obligation(participant=one.participant, registration=one, **shared, **days) for one in held]
    )


@pytest.fixture
def campaign(lantern: SimpleNamespace, supervisor: User) -> Campaign:
    now = datetime.now(UTC)
    load_obligations(now)
    MarketRoleFactory(code="QSE")
    return start_campaign(type=type_of("OB-DCAA"), by=supervisor, now=now)


def test_the_board_costs_the_same_for_2_registrations_and_for_2000(
    signed_in: Any, campaign: Campaign, supervisor: User, manager: User
) -> None:
    client, url = signed_in(supervisor), campaign.get_absolute_url()
    few = statements(client, url)
    assert len(few) <= BUDGETS["board"], "\n".join(few)
    more(MANY, campaign.obligations.select_related("registration__role", "type", "campaign").first(), manager)
    many = statements(client, url)
    assert len(many) == len(few), "\n".join(many)
    page = client.get(url).context
    assert page["whole"].total == MANY + 2
    assert len(page["page"].rows) == 50
    assert page["page"].total == "1,000+"


@pytest.mark.parametrize("page", ["list", "calendar", "review", "campaigns"])
def test_desk_pages_cost_the_same_for_2_rows_and_for_20(
    page: str, signed_in: Any, campaign: Campaign, supervisor: User, manager: User
) -> None:
    today = market_day(datetime.now(UTC))
    Obligation.objects.update(due_on=today + timedelta(days=10))
    query = {"list": "?view=soon&responsible=all", "review": "?department="}.get(page, "?responsible=all")
    if page == "calendar":
        query += f"&month={today + timedelta(days=10):%Y-%m}"
    client, url = signed_in(supervisor), reverse(PAGES[page]) + query
    few = statements(client, url)
    assert len(few) <= BUDGETS[page], "\n".join(few)
    more(18, campaign.obligations.select_related("registration__role", "type", "campaign").first(), manager)
    assert Clock.objects.exists()
    assert len(statements(client, url)) == len(few)


@pytest.mark.parametrize("page", ["my-list", "my-calendar"])
def test_own_pages_cost_the_same_for_2_rows_and_for_20(
    page: str, signed_in: Any, campaign: Campaign, member: User, lantern: SimpleNamespace
) -> None:
    client, url = signed_in(member), reverse(PAGES[page])
    few = statements(client, url)
    assert len(few) <= BUDGETS[page], "\n".join(few)
    first = campaign.obligations.select_related("type", "campaign").first()
    for number in range(18):
        registration = RegistrationFactory(participant=lantern.participant, short_name=f"Q{number}")
        Obligation.objects.create(
            type=first.type, campaign=campaign, participant=lantern.participant, registration=registration,
            period=first.period, due_on=first.due_on, by_rule=first.by_rule,
        )  # fmt: skip
    assert len(statements(client, url)) == len(few)
