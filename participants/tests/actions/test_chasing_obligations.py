"""Each Friday every account manager hears what is missing; and how far a campaign is for each of them."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.obligations import accept_obligation, submit_obligation, tell_what_is_missing
from participants.models import Campaign
from participants.reports import campaign_by_manager, campaign_figures
from participants.tests.actions.owing import SEASON, generated, load_obligations, told
from participants.tests.factories import RegistrationFactory
from portal.documents.tests.files import upload
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 9, 4, 13, 30, tzinfo=UTC)  # half past eight in the morning


@pytest.fixture(autouse=True)
def _catalogs(db: None) -> None:
    load_obligations()


@pytest.mark.parametrize("early", [timedelta(hours=1), timedelta(days=1)])
def test_nobody_hears_before_friday_morning(lantern: SimpleNamespace, early: timedelta) -> None:
    generated("OB-DCAA")
    assert tell_what_is_missing(now=FRIDAY - early) == 0
    assert told("missing") == []


def test_each_account_manager_hears_once_a_week_of_the_own_participants(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, senior: User, supervisor: User
) -> None:
    RegistrationFactory()  # nobody looks after it
    generated("OB-DCAA")
    tell_what_is_missing(now=FRIDAY)
    assert told("missing") == sorted([manager.email, senior.email, supervisor.email])
    facts = {one.recipient: one.facts for one in Notification.objects.filter(kind__endswith=".missing")}
    assert facts[manager] == {"count": 2, "late": 0, "lines": ["OB-DCAA 2026: 2"]}
    assert facts[supervisor]["count"] == 1
    before = OutboundMessage.objects.count()
    assert tell_what_is_missing(now=FRIDAY + timedelta(days=2)) == 0
    assert OutboundMessage.objects.count() == before
    tell_what_is_missing(now=FRIDAY + timedelta(days=28))
    late = Notification.objects.filter(recipient=manager, kind__endswith=".missing").latest("id").facts
    assert (late["count"], late["late"]) == (2, 2)


def test_who_has_filed_everything_is_left_in_peace(lantern: SimpleNamespace, member: User) -> None:
    for row in generated("OB-DCAA"):
        submit_obligation(obligation=row, by=member, now=SEASON, uploads=[upload()])
    assert tell_what_is_missing(now=FRIDAY) == 0
    assert told("missing") == []


def test_how_far_a_campaign_is(
    lantern: SimpleNamespace, mesa: SimpleNamespace, restricted: SimpleNamespace, member: User, manager: User,
    senior: User, supervisor: User, colleague: User,
) -> None:  # fmt: skip
    rows = {row.registration_id: row for row in generated("OB-DCAA")}
    first = submit_obligation(obligation=rows[lantern.qse.pk], by=member, now=SEASON, uploads=[upload()])
    accept_obligation(obligation=first, by=supervisor, now=SEASON)
    submit_obligation(obligation=rows[lantern.re.pk], by=member, now=SEASON, uploads=[upload()])
    campaign, day = Campaign.objects.get(), market_day(SEASON + timedelta(days=31))
    figures = campaign_figures([campaign], supervisor, day)[campaign.pk]
    assert (figures.total, figures.owed, figures.late, figures.submitted, figures.accepted) == (6, 4, 4, 1, 1)
    assert (figures.expected, figures.filed, figures.percent_filed) == (6, 2, 33)
    with CaptureQueriesContext(connection) as queries:
        by_manager = campaign_by_manager(campaign, supervisor, day)
    assert len(queries) == 1
    assert [(one.name, one.figures.owed, one.figures.filed) for one in by_manager] == [
        (senior.name, 4, 0),
        (manager.name, 0, 2),
    ]
    seen = campaign_figures([campaign], colleague, day)[campaign.pk]
    assert seen.total == 4, "those of a restricted participant are not counted for who may not see it"
    assert campaign_figures([campaign], member, day)[campaign.pk].total == 2
