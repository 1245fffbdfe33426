"""Adding, correcting and settling registrations."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.registration_ends import settle_missing_registration
from participants.actions.registrations import add_registration, change_registration
from participants.choices import Origin, RegistrationStatus, RoleKind
from participants.models import CounterParty, Registration
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import MarketRoleFactory
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused

pytestmark = pytest.mark.django_db

QUALIFIED = RegistrationStatus.QUALIFIED


@pytest.fixture
def crrah(db: None):
    return MarketRoleFactory(code="CRRAH")


def test_a_registration_added_here_begins_as_prospective(
    lantern: SimpleNamespace, manager: User, crrah: object, now: datetime
) -> None:
    registration = add_registration(
        participant=lantern.participant, role=crrah, by=manager, now=now, duns="5555555551000", short_name="XLAN"
    )
    assert (registration.status, registration.origin) == ("prospective", "entered")
    assert recorded("registration.added").participant_id == lantern.participant.pk


def test_none_begins_as_qualified_but_a_listed_one(
    lantern: SimpleNamespace, supervisor: User, crrah: object, now: datetime
) -> None:
    common = {"participant": lantern.participant, "role": crrah, "by": supervisor, "now": now, "duns": "555555555"}
    with pytest.raises(Refused, match="cannot begin"):
        add_registration(**common, status=QUALIFIED)
    assert add_registration(**common, status=QUALIFIED, origin=Origin.LISTED).status == QUALIFIED


def test_only_who_may_import_adds_listed_ones(
    lantern: SimpleNamespace, manager: User, crrah: object, now: datetime
) -> None:
    with pytest.raises(NotPermitted):
        add_registration(
            participant=lantern.participant,
            role=crrah,
            by=manager,
            now=now,
            duns="555555555",
            status=QUALIFIED,
            origin=Origin.LISTED,
        )


def test_the_first_qse_or_crrah_makes_a_counter_party_once(
    lantern: SimpleNamespace, manager: User, crrah: object, now: datetime
) -> None:
    for role in (crrah, lantern.qse.role):
        add_registration(participant=lantern.participant, role=role, by=manager, now=now)
    assert CounterParty.objects.get(participant=lantern.participant).since == date(2026, 11, 18)
    assert recorded("counter_party.added")


def test_other_roles_make_none(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    add_registration(participant=lantern.participant, role=lantern.re.role, by=manager, now=now)
    assert not CounterParty.objects.exists()


def test_a_profile_is_no_registration(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    profile = MarketRoleFactory(code="QSE-R", kind=RoleKind.PROFILE)
    with pytest.raises(Refused, match="not a registration"):
        add_registration(participant=lantern.participant, role=profile, by=manager, now=now)


def test_role_and_duns_are_registered_once_and_nobody_is_named(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="already registered") as refusal:
        add_registration(participant=lantern.participant, role=mesa.qse.role, by=manager, now=now, duns=mesa.qse.duns)
    assert mesa.participant.name not in refusal.value.reason
    assert nothing_recorded()


def test_a_successor_follows_a_terminated_registration_of_the_same_company(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, now: datetime
) -> None:
    common = {"participant": lantern.participant, "role": lantern.qse.role, "by": manager, "now": now}
    for wrong in (mesa.qse, lantern.re, lantern.qse):
        with pytest.raises(Refused):
            add_registration(**common, successor_of=wrong)
    lantern.qse.apply(status=RegistrationStatus.TERMINATED)
    assert add_registration(**common, successor_of=lantern.qse).successor_of == lantern.qse


@pytest.mark.parametrize("who", ["outsider", "org_admin", "colleague"])
def test_others_add_and_change_nothing(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, now: datetime, who: str
) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        add_registration(participant=lantern.participant, role=lantern.qse.role, by=person, now=now)
    with pytest.raises(NotPermitted):
        change_registration(registration=lantern.qse, by=person, now=now, short_name="MINE")
    assert nothing_recorded()


def test_a_correction_is_recorded(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    change_registration(
        registration=lantern.qse, by=manager, now=now, short_name=" QNEW ", agreement_date=date(2024, 1, 2)
    )
    changes = recorded("registration.changed").changes
    assert changes == {"short_name": ["QLANTERN", "QNEW"], "agreement_date": ["", "2024-01-02"]}


def test_a_qualified_registration_keeps_its_duns(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    with pytest.raises(Refused, match="needs its DUNS"):
        change_registration(registration=lantern.qse, by=manager, now=now, duns="")


def test_status_is_no_field_to_change(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    with pytest.raises(TypeError):
        change_registration(registration=lantern.qse, by=supervisor, now=now, status=QUALIFIED)


@pytest.fixture
def missing(lantern: SimpleNamespace) -> Registration:
    lantern.qse.apply(missing_since=date(2026, 11, 1))
    return lantern.qse


def test_a_missing_registration_is_terminated(missing: Registration, manager: User, now: datetime) -> None:
    settle_missing_registration(registration=missing, by=manager, now=now, terminate=True, reason="Sold")
    missing.refresh_from_db()
    assert missing.status == RegistrationStatus.TERMINATED
    assert not Registration.objects.no_longer_listed().exists()
    assert recorded("registration.terminated").reason == "Sold"


def test_a_missing_registration_is_kept(missing: Registration, manager: User, now: datetime) -> None:
    settle_missing_registration(registration=missing, by=manager, now=now, terminate=False, reason="Slip of the list")
    missing.refresh_from_db()
    assert (missing.status, missing.missing_since) == (QUALIFIED, None)
    assert recorded("registration.kept")


def test_the_second_to_settle_is_refused(missing: Registration, manager: User, now: datetime) -> None:
    settle_missing_registration(registration=missing, by=manager, now=now, terminate=True, reason="Sold")
    with pytest.raises(IllegalMove):
        settle_missing_registration(registration=missing, by=manager, now=now, terminate=True, reason="Sold")


def test_a_listed_registration_needs_no_settling(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    with pytest.raises(Refused, match="nothing to settle"):
        settle_missing_registration(registration=lantern.qse, by=manager, now=now, terminate=True, reason="Sold")


@pytest.mark.parametrize("who", ["outsider", "org_admin", "colleague"])
def test_others_settle_nothing(request: pytest.FixtureRequest, missing: Registration, now: datetime, who: str) -> None:
    with pytest.raises(NotPermitted):
        settle_missing_registration(
            registration=missing, by=request.getfixturevalue(who), now=now, terminate=True, reason="Sold"
        )
    assert Registration.objects.get(pk=missing.pk).status == QUALIFIED
