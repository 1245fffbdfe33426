"""Generating what is owed: for whom, with what, each once, in a fixed number of statements."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.counter_parties import set_fiscal_year_end
from participants.actions.obligations import excuse_obligation, generate_obligations, owe, start_campaign
from participants.actions.obligations.settling import ask_again
from participants.models import Campaign, Obligation
from participants.tests.actions.owing import (
    SEASON,
    WINTER,
    clock_of,
    generated,
    load_obligations,
    told,
    type_of,
    with_counter_party,
)
from participants.tests.actions.recorded import recorded
from participants.tests.factories import (
    MarketRoleFactory,
    MembershipFactory,
    ParticipantFactory,
    RegistrationFactory,
    ResourceFactory,
)
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping import wall
from portal.testing import acting, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogs(db: None) -> None:
    load_obligations()


def test_the_certificate_audit_is_owed_by_each_registration_and_the_counter_party(lantern: SimpleNamespace) -> None:
    counter_party = with_counter_party(lantern)
    found = generated("OB-DCAA")
    assert {row.owner for row in found} == {lantern.qse, lantern.re, counter_party}
    for row in found:
        assert (row.period, row.due_on, row.by_rule, row.state) == (
            "2026",
            date(2026, 10, 1),
            date(2026, 10, 1),
            "open",
        )
    campaign = Campaign.objects.get(type__code="OB-DCAA")
    assert {row.campaign_id for row in found} == {campaign.pk}
    assert (campaign.period, campaign.due_on) == ("2026", date(2026, 10, 1))
    assert recorded("campaign.started").object_ref == campaign.ref
    assert AuditEvent.objects.filter(verb="participants.obligation.generated").count() == len(found)


def test_each_has_a_clock_with_its_ladder(lantern: SimpleNamespace) -> None:
    clock = clock_of(generated("OB-DCAA")[0])
    assert (clock.kind, clock.state, clock.participant_id) == ("obligation", "running", lantern.participant.pk)
    assert clock.due_at == datetime(2026, 10, 2, 5, tzinfo=UTC) - timedelta(microseconds=1)
    fires = [step.fire_at.isoformat()[:16] for step in clock.steps.order_by("level")]
    nine = [f"2026-{day}T13:59" for day in ("09-18", "09-28", "10-01", "10-02", "10-06")]
    assert fires == nine
    assert clock.intervals.count() == 1
    assert clock.changes.get().new_due_at == clock.due_at


def test_nothing_begins_before_its_notice(lantern: SimpleNamespace) -> None:
    assert generate_obligations(now=SEASON - timedelta(days=1)) == 0
    assert not Campaign.objects.exists()


def test_the_weather_window_is_announced_in_the_middle_of_april(lantern: SimpleNamespace) -> None:
    before, day = datetime(2026, 4, 14, 17, tzinfo=UTC), datetime(2026, 4, 15, 17, tzinfo=UTC)
    assert not generated("OB-DOWP-S", before)
    found = generated("OB-DOWP-S", day)
    assert [row.owner for row in found] == [lantern.resource]
    assert (found[0].opens_on, found[0].due_on, found[0].period) == (date(2026, 5, 1), date(2026, 6, 1), "2026")


def test_declarations_are_per_unit_of_a_resource_entity_and_per_wires_registration(lantern: SimpleNamespace) -> None:
    company = ParticipantFactory()
    wires = RegistrationFactory(participant=company, role=MarketRoleFactory(code="TDSP"))
    MarketRoleFactory(code="TSP", parent=wires.role)
    empty = RegistrationFactory(participant=company, role=MarketRoleFactory(code="RE"))
    storage = ResourceFactory(participant=lantern.participant, registration=None, type="storage")
    ResourceFactory(participant=lantern.participant, registration=lantern.re, type="load")
    ResourceFactory(participant=lantern.participant, registration=lantern.re, active=False)
    found = generated("OB-DOWP-W", WINTER)
    assert {row.owner for row in found} == {lantern.resource, storage, wires, empty}


def test_no_fiscal_year_ends_on_a_day_that_is_not_there(
    lantern: SimpleNamespace, supervisor: User, manager: User, colleague: User
) -> None:
    counter_party = with_counter_party(lantern)
    with pytest.raises(Refused, match="cannot end on day 31 of month 6"):
        set_fiscal_year_end(counter_party=counter_party, by=manager, now=SEASON, month=6, day=31)
    with pytest.raises(NotPermitted):
        set_fiscal_year_end(counter_party=counter_party, by=colleague, now=SEASON, month=6, day=30)
    with pytest.raises(IntegrityError), transaction.atomic():
        counter_party.apply(year_end_month=6)


def test_statements_follow_the_fiscal_year_of_the_counter_party(
    lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User
) -> None:
    with_counter_party(lantern)
    set_fiscal_year_end(counter_party=with_counter_party(mesa), by=supervisor, now=SEASON, month=6, day=30)
    assert recorded("counter_party.changed").changes["year_end_month"] == ["12", "6"]
    autumn = datetime(2026, 10, 1, 17, tzinfo=UTC)
    days = {row.participant: row.due_on for row in generated("OB-FIN-A", autumn)}
    assert days == {mesa.participant: date(2026, 10, 28)}
    quarterly = generated("OB-FIN-Q", WINTER)
    assert {(row.period, row.due_on, row.period_end) for row in quarterly} == {
        ("2026-Q3", date(2026, 11, 29), date(2026, 9, 30))
    }


def test_the_billing_file_is_owed_by_each_retailer_and_each_load_entity_that_may_be_one(db: None) -> None:
    load = MarketRoleFactory(code="LSE")
    retailer = MarketRoleFactory(code="LSE-CR-REP", parent=load)
    listed, named = RegistrationFactory(role=load), RegistrationFactory(role=retailer)
    RegistrationFactory(role=MarketRoleFactory(code="LSE-NOIE", parent=load))
    found = generated("OB-CBCI", SEASON)
    assert {row.registration for row in found} == {listed, named}
    assert {(row.opens_on, row.due_on, row.period) for row in found} == {
        (date(2026, 9, 1), date(2026, 9, 15), "2026-09")
    }


@pytest.mark.parametrize("status", ["prospective", "approved_pending", "terminated"])
def test_only_who_takes_part_in_the_market_owes(status: str) -> None:
    RegistrationFactory(status=status)
    assert not generated("OB-DCAA")


def test_what_comes_every_so_many_months_is_counted_from_the_agreement(lantern: SimpleNamespace) -> None:
    lantern.re.apply(agreement_date=date(2021, 10, 15))
    lantern.qse.apply(agreement_date=date(2021, 2, 1))
    found = generated("OB-EOP", SEASON)
    assert [(row.owner, row.due_on, row.period, row.campaign) for row in found] == [
        (lantern.re, date(2026, 10, 15), "2026-10-15", None)
    ]


def test_generating_again_adds_nothing_and_tells_nobody_again(lantern: SimpleNamespace, member: User) -> None:
    assert generate_obligations(now=SEASON) == 2
    before = [model.objects.count() for model in (Obligation, Campaign, Clock, AuditEvent, Notification)]
    assert generate_obligations(now=SEASON + timedelta(hours=1)) == 0
    assert [model.objects.count() for model in (Obligation, Campaign, Clock, AuditEvent, Notification)] == before


def test_a_registration_that_qualifies_later_joins_the_running_campaign(lantern: SimpleNamespace) -> None:
    generate_obligations(now=SEASON)
    late = RegistrationFactory(participant=lantern.participant)
    assert generate_obligations(now=SEASON + timedelta(days=5)) == 1
    assert Obligation.objects.get(registration=late).campaign == Campaign.objects.get()


def test_a_person_hears_once_however_many_that_are(
    lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, outsider: User
) -> None:
    narrowed = member_of(lantern.participant, "Nia Narrowed", "nia@prairielantern.example")
    membership = narrowed.memberships.get()
    membership.narrowed = True
    membership.save()
    membership.registrations.set([lantern.qse])
    with_counter_party(lantern)
    generate_obligations(now=SEASON)
    assert told("announced") == sorted([member.email, outsider.email, narrowed.email])
    counts = {one.recipient.email: one.facts["count"] for one in Notification.objects.select_related("recipient")}
    assert counts == {member.email: 3, outsider.email: 2, narrowed.email: 1}
    message = OutboundMessage.objects.get(recipient=member)
    assert "Lantern" not in f"{message.kind}{message.facts}{message.about_ref}"


@pytest.mark.parametrize("companies", [2, 20])
def test_statements_do_not_grow_with_the_number_of_registrations(companies: int) -> None:
    for _ in range(companies):
        one = RegistrationFactory(role=MarketRoleFactory(code="QSE"))
        MembershipFactory(participant=one.participant)
    generate_obligations(now=SEASON - timedelta(days=30))
    with CaptureQueriesContext(connection) as queries:
        assert generate_obligations(now=SEASON) == companies
    assert len(queries) <= 45
    assert not [name for name, times in Counter(query["sql"][:80] for query in queries).items() if times > 4]


def test_who_is_excused_from_now_on_is_not_asked_until_that_is_lifted(
    lantern: SimpleNamespace, supervisor: User
) -> None:
    role = MarketRoleFactory(code="LSE-CR-REP")
    RegistrationFactory(participant=lantern.participant, role=role)
    (row,) = generated("OB-CBCI", SEASON)
    excuse_obligation(obligation=row, by=supervisor, now=SEASON, reason="No customers", onward=True)
    october = SEASON + timedelta(days=29)
    assert len(generated("OB-CBCI", october)) == 1
    ask_again(obligation=row, by=supervisor, now=october, reason="Serves customers since October")
    assert len(generated("OB-CBCI", october)) == 2
    with pytest.raises(Refused, match="already"):
        ask_again(obligation=row, by=supervisor, now=october, reason="Again")


def test_a_supervisor_begins_a_campaign_before_its_time(
    lantern: SimpleNamespace, supervisor: User, manager: User
) -> None:
    early = SEASON - timedelta(days=60)
    with pytest.raises(NotPermitted):
        start_campaign(type=type_of("OB-DCAA"), by=manager, now=early)
    campaign = start_campaign(type=type_of("OB-DCAA"), by=supervisor, now=early)
    assert campaign.obligations.count() == 2
    assert recorded("campaign.started").by == supervisor
    assert start_campaign(type=type_of("OB-DCAA"), by=supervisor, now=early) == campaign
    assert campaign.obligations.count() == 2
    with pytest.raises(Refused, match="no campaign"):
        start_campaign(type=type_of("OB-LSIPA"), by=supervisor, now=early)


def test_a_single_duty_follows_from_an_event(lantern: SimpleNamespace, member: User, supervisor: User) -> None:
    common = {"participant": lantern.participant, "since": date(2026, 11, 18), "by": supervisor, "now": WINTER}
    row = owe(type_code="OB-LSIPA", **common)
    assert (row.owner, row.period, row.due_on) == (lantern.participant, "2026-11-18", date(2026, 12, 4))
    assert clock_of(row).state == "running"
    assert told("announced") == [member.email]
    assert owe(type_code="OB-LSIPA", **common) == row
    assert Obligation.objects.count() == 1
    with pytest.raises(TypeError, match="Registration"):
        owe(type_code="OB-FLIGHT", **common, due_on=date(2027, 1, 31))
    assert owe(type_code="OB-FLIGHT", **common, registration=lantern.qse, due_on=date(2027, 1, 31)).owner == lantern.qse
    with pytest.raises(Refused, match="No day follows"):
        owe(type_code="OB-CEGE", **common)


def test_a_participants_user_may_cause_a_duty_inside_the_wall(lantern: SimpleNamespace, org_admin: User) -> None:
    person = acting(org_admin)
    with wall.inside(person.acting_for):
        row = owe(
            type_code="OB-LSIPA", participant=lantern.participant, since=date(2026, 11, 18), by=person, now=WINTER
        )
        assert Obligation.objects.get() == row
