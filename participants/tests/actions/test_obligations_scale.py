"""The certificate audit of 2,000 registrations: statements and seconds. Run with `pytest -m scale -s`."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.obligations import generate_obligations
from participants.models import Campaign, Obligation
from participants.reports import campaign_by_manager, campaign_figures
from participants.tests.actions.owing import SEASON, load_obligations
from participants.tests.factories import AssignmentFactory, MarketRoleFactory, MembershipFactory, RegistrationFactory
from portal.calendars.models import EscalationStep
from portal.scoping.today import market_day

pytestmark = [pytest.mark.django_db, pytest.mark.scale]

REGISTRATIONS = 2000
STATEMENTS = 45
SECONDS = 20


def test_a_campaign_of_two_thousand(supervisor: User, manager: User, record_property: Any) -> None:
    load_obligations()
    role = MarketRoleFactory(code="QSE")
    for row in RegistrationFactory.create_batch(REGISTRATIONS, role=role):
        AssignmentFactory(participant=row.participant, person=manager)
        MembershipFactory(participant=row.participant)
    begin = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        assert generate_obligations(now=SEASON) == REGISTRATIONS
    seconds = time.perf_counter() - begin
    with CaptureQueriesContext(connection) as again:
        assert generate_obligations(now=SEASON + timedelta(hours=1)) == 0
    campaign, day = Campaign.objects.get(), market_day(SEASON)
    with CaptureQueriesContext(connection) as board:
        figures = campaign_figures([campaign], supervisor, day)[campaign.pk]
        managers = campaign_by_manager(campaign, supervisor, day)
    told = {"seconds": round(seconds, 1), "statements": len(queries), "again": len(again), "board": len(board)}
    record_property("campaign", told)
    print(told)  # noqa: T201 - the figures are what one runs it for
    assert Obligation.objects.filter(campaign=campaign).count() == REGISTRATIONS
    assert EscalationStep.objects.count() == 5 * REGISTRATIONS
    assert len(queries) <= STATEMENTS
    assert len(again) <= STATEMENTS
    assert len(board) == 2
    assert (figures.total, figures.owed, figures.percent_filed) == (REGISTRATIONS, REGISTRATIONS, 0)
    assert [(one.name, one.figures.total) for one in managers] == [(manager.name, REGISTRATIONS)]
    assert seconds < SECONDS
