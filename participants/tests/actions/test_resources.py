"""Resources and who represents them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.representations import end_representation, start_representation
from participants.actions.resources import add_resource, change_resource, retire_resource
from participants.choices import RegistrationStatus
from participants.models import Representation, Resource
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import MarketRoleFactory, RegistrationFactory, ResourceFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


@pytest.fixture
def free(lantern: SimpleNamespace) -> Resource:
    """A resource nobody represents yet."""
    return ResourceFactory(participant=lantern.participant, registration=lantern.re, code="FREE_1")


def test_a_resource_is_added(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    resource = add_resource(
        participant=lantern.participant,
        by=manager,
        now=now,
        code=" ELM_BESS1 ",
        type="storage",
        capacity_mw=Decimal("99.500"),
        registration=lantern.re,
    )
    assert (resource.code, resource.capacity_mw) == ("ELM_BESS1", Decimal("99.5"))
    assert recorded("resource.added").participant_id == lantern.participant.pk


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": ""}, "Unit code"),
        ({"code": "LANTERN_UNIT1"}, "already has a resource"),
        ({"type": "steam"}, "Type"),
        ({"capacity_mw": Decimal(-1)}, "negative"),
        ({"capacity_mw": Decimal("1.2345")}, "Capacity"),
    ],
)
def test_resources_that_do_not_fit_are_refused(
    lantern: SimpleNamespace, manager: User, now: datetime, fields: dict, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        add_resource(
            participant=lantern.participant, by=manager, now=now, **{"code": "ELM", "type": "storage", **fields}
        )
    assert nothing_recorded()


def test_a_resource_stands_under_the_companys_own_registration(
    lantern: SimpleNamespace, mesa: SimpleNamespace, free: Resource, manager: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="available choices"):
        add_resource(participant=lantern.participant, by=manager, now=now, code="A", type="load", registration=mesa.re)
    with pytest.raises(Refused, match="available choices"):
        change_resource(resource=free, by=manager, now=now, registration=mesa.re)


def test_a_change_that_changes_nothing_leaves_no_trace(free: Resource, manager: User, now: datetime) -> None:
    change_resource(resource=free, by=manager, now=now, capacity_mw=Decimal("100.000"), code="FREE_1")
    assert nothing_recorded()
    change_resource(resource=free, by=manager, now=now, capacity_mw=Decimal(120))
    assert recorded("resource.changed").changes == {"capacity_mw": ["100.000", "120"]}


def test_a_retired_resource_is_represented_no_longer(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    retire_resource(resource=lantern.resource, by=manager, now=now, reason="Decommissioned")
    lantern.representation.refresh_from_db()
    assert lantern.representation.ends_on == TODAY
    assert not Resource.objects.get(pk=lantern.resource.pk).active
    assert recorded("representation.ended")
    with pytest.raises(Refused, match="retired"):
        change_resource(resource=lantern.resource, by=manager, now=now, name="Ghost")


def test_another_company_may_represent_it(
    lantern: SimpleNamespace, mesa: SimpleNamespace, free: Resource, manager: User, now: datetime
) -> None:
    representation = start_representation(
        representative_registration=mesa.qse, by=manager, now=now, starts_on=TODAY, resource=free
    )
    assert representation.represented_name == "FREE_1 (Prairie Lantern Energy)"
    assert representation.representative_name == "QSE QMESA (Blue Mesa Trading)"
    told = AuditEvent.objects.filter(verb="participants.representation.started").values_list(
        "participant_id", flat=True
    )
    assert set(told) == {lantern.participant.pk, mesa.participant.pk}


def test_one_qse_at_a_time_and_nobody_is_named(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, now: datetime
) -> None:
    terms = {"representative_registration": mesa.qse, "by": manager, "now": now, "resource": lantern.resource}
    with pytest.raises(Refused, match="already represents"):
        start_representation(**terms, starts_on=TODAY)
    end_representation(representation=lantern.representation, by=manager, now=now, ends_on=TODAY)
    start_representation(**terms, starts_on=TODAY + DAY)


def test_a_load_serving_entity_is_represented_too(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, now: datetime
) -> None:
    rep = MarketRoleFactory(code="LSE-CR-REP", parent=MarketRoleFactory(code="LSE"))
    retailer = RegistrationFactory(participant=lantern.participant, role=rep)
    assert start_representation(
        representative_registration=mesa.qse, by=manager, now=now, starts_on=TODAY, registration=retailer
    )


def test_representations_that_do_not_fit_are_refused(
    lantern: SimpleNamespace, mesa: SimpleNamespace, restricted: SimpleNamespace, free: Resource, manager: User, now
) -> None:
    ended = RegistrationFactory(participant=mesa.participant, status=RegistrationStatus.TERMINATED)
    wrong = [
        {"representative_registration": mesa.re, "resource": free},
        {"representative_registration": ended, "resource": free},
        {"representative_registration": restricted.qse, "resource": free},
        {"representative_registration": mesa.qse, "registration": lantern.re},
        {"representative_registration": mesa.qse},
        {"representative_registration": mesa.qse, "resource": free, "registration": lantern.re},
        {"representative_registration": mesa.qse, "resource": free, "ends_on": TODAY - DAY},
    ]
    for terms in wrong:
        with pytest.raises(Refused):
            start_representation(**terms, by=manager, now=now, starts_on=TODAY)
    assert nothing_recorded()


@pytest.mark.parametrize("who", ["outsider", "org_admin", "colleague", "senior"])
def test_others_change_neither(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, mesa: SimpleNamespace, free: Resource, now, who: str
) -> None:
    person = request.getfixturevalue(who)
    common = {"by": person, "now": now}
    attempts = [
        lambda: add_resource(participant=lantern.participant, **common, code="A", type="load"),
        lambda: change_resource(resource=free, **common, name="Mine"),
        lambda: retire_resource(resource=free, **common, reason="Because"),
        lambda: start_representation(representative_registration=mesa.qse, **common, starts_on=TODAY, resource=free),
        lambda: end_representation(representation=lantern.representation, **common, ends_on=TODAY),
    ]
    before = list(Resource.objects.values()), list(Representation.objects.values())
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()
    assert (list(Resource.objects.values()), list(Representation.objects.values())) == before
    assert nothing_recorded()


def test_an_ended_representation_is_not_prolonged(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    end_representation(representation=lantern.representation, by=manager, now=now, ends_on=TODAY)
    with pytest.raises(Refused, match="already ends"):
        end_representation(representation=lantern.representation, by=manager, now=now, ends_on=TODAY + DAY)
