"""Contacts and their regulated roles."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.contact_roles import end_role, give_role
from participants.actions.contacts import add_contact, change_contact, remove_contact
from participants.choices import NEVER_WITHOUT, SIGNING, ContactRoleKind
from participants.models import Contact, ContactRole
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import ContactFactory, ContactRoleFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 11, 18)


@pytest.fixture
def other(lantern: SimpleNamespace) -> Contact:
    return ContactFactory(participant=lantern.participant, name="Other contact")


def test_the_fixture_means_that_day(now: datetime) -> None:
    assert market_day(now) == TODAY


def test_a_contact_is_added(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    contact = add_contact(
        participant=lantern.participant, by=manager, now=now, name=" Cy  Clerk ", email=" Cy@Lantern.Example "
    )
    assert (contact.name, contact.email) == ("Cy Clerk", "cy@lantern.example")
    event = recorded("contact.added")
    assert event.changes == {"name": ["", "Cy Clerk"]}, "the trail keeps no more of a person than it needs"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Name"),
        ({"email": ""}, "e-mail address or a phone"),
        ({"email": "nobody"}, "E-mail"),
        ({"email": "CONTACT@lantern.example"}, "already has this e-mail"),
    ],
)
def test_contacts_that_do_not_fit_are_refused(
    lantern: SimpleNamespace, manager: User, now: datetime, fields: dict[str, str], words: str
) -> None:
    values = {"name": "Cy", "email": "cy@lantern.example", **fields}
    with pytest.raises(Refused, match=words):
        add_contact(participant=lantern.participant, by=manager, now=now, **values)
    assert nothing_recorded()


def test_an_address_of_another_company_is_no_obstacle(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, now: datetime
) -> None:
    assert add_contact(participant=lantern.participant, by=manager, now=now, name="Cy", email=mesa.contact.email)


@pytest.mark.parametrize("who", ["outsider", "member", "colleague", "specialist", "auditor"])
def test_others_change_no_contact_and_no_role(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, now: datetime, who: str
) -> None:
    person = request.getfixturevalue(who)
    attempts = [
        lambda: add_contact(participant=lantern.participant, by=person, now=now, name="Cy", phone="1"),
        lambda: change_contact(contact=lantern.contact, by=person, now=now, name="Cy"),
        lambda: remove_contact(contact=lantern.contact, by=person, now=now),
        lambda: give_role(contact=lantern.contact, kind="credit", by=person, now=now, starts_on=TODAY),
        lambda: end_role(contact_role=lantern.representative, by=person, now=now, ends_on=TODAY),
    ]
    before = list(Contact.objects.values()), list(ContactRole.objects.values())
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()
    assert (list(Contact.objects.values()), list(ContactRole.objects.values())) == before
    assert nothing_recorded()


def test_a_contact_is_linked_to_a_member_only(
    lantern: SimpleNamespace, manager: User, member: User, outsider: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="no membership"):
        change_contact(contact=lantern.contact, by=manager, now=now, user=outsider)
    change_contact(contact=lantern.contact, by=manager, now=now, user=member)
    assert Contact.objects.get(pk=lantern.contact.pk).user == member
    assert recorded("contact.changed").changes == {"user": ["", "Mia Member"]}


def test_a_contact_keeps_some_way_to_be_reached(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    with pytest.raises(Refused, match="phone"):
        change_contact(contact=lantern.contact, by=manager, now=now, email="")
    change_contact(contact=lantern.contact, by=manager, now=now, email="", phone="555 0100")


def test_whoever_holds_the_last_authorized_representative_stays(
    lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    with pytest.raises(Refused, match=r"no authorized representative from Nov 18, 2026"):
        remove_contact(contact=lantern.contact, by=manager, now=now)
    assert Contact.objects.get(pk=lantern.contact.pk).active


def test_a_removed_contact_loses_its_roles(
    lantern: SimpleNamespace, other: Contact, manager: User, now: datetime
) -> None:
    for kind in NEVER_WITHOUT:
        ContactRoleFactory(contact=other, kind=kind)
    remove_contact(contact=lantern.contact, by=manager, now=now, reason="Retired")
    assert not Contact.objects.active().filter(pk=lantern.contact.pk).exists()
    assert not ContactRole.objects.on(TODAY).filter(contact=lantern.contact).exists()
    assert set(lantern.contact.roles.values_list("ends_on", flat=True)) == {TODAY}
    assert recorded("contact.removed").reason == "Retired"
    with pytest.raises(Refused, match="removed"):
        change_contact(contact=lantern.contact, by=manager, now=now, name="Ghost")


def test_a_future_role_of_a_removed_contact_never_counts(
    lantern: SimpleNamespace, other: Contact, manager: User, now: datetime
) -> None:
    role = ContactRoleFactory(contact=other, kind="credit", starts_on=TODAY + 9 * DAY)
    remove_contact(contact=other, by=manager, now=now)
    role.refresh_from_db()
    assert role.ends_on == role.starts_on
    assert not ContactRole.objects.on(role.starts_on).filter(pk=role.pk).exists()


def test_the_address_of_a_removed_contact_is_free_again(
    lantern: SimpleNamespace, other: Contact, manager: User, now: datetime
) -> None:
    remove_contact(contact=other, by=manager, now=now)
    assert add_contact(participant=lantern.participant, by=manager, now=now, name="New", email=other.email)


def test_a_role_is_given_for_one_registration(
    lantern: SimpleNamespace, other: Contact, manager: User, now: datetime
) -> None:
    role = give_role(contact=other, kind="settlement", by=manager, now=now, starts_on=TODAY, registration=lantern.qse)
    assert role.participant == lantern.participant
    assert recorded("contact_role.given").changes["registration"] == ["", "QSE QLANTERN"]


@pytest.mark.parametrize("kind", ["settlement", "credit"])
def test_a_role_is_not_held_twice_in_a_period(
    lantern: SimpleNamespace, other: Contact, manager: User, now: datetime, kind: str
) -> None:
    common = {"contact": other, "kind": kind, "by": manager, "now": now}
    give_role(**common, starts_on=TODAY, ends_on=TODAY + DAY)
    with pytest.raises(Refused, match="already holds"):
        give_role(**common, starts_on=TODAY + DAY)
    give_role(**common, starts_on=TODAY + 2 * DAY)
    give_role(**common, starts_on=TODAY, registration=lantern.qse)


def test_roles_that_do_not_fit_are_refused(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, now: datetime
) -> None:
    common = {"contact": lantern.contact, "by": manager, "now": now, "starts_on": TODAY}
    with pytest.raises(Refused, match="available choices"):
        give_role(**common, kind="credit", registration=mesa.qse)
    with pytest.raises(Refused, match="available choices"):
        give_role(**common, kind="emperor")
    with pytest.raises(Refused, match="before the first"):
        give_role(**common, kind="credit", ends_on=TODAY - DAY)


@pytest.mark.parametrize("kind", NEVER_WITHOUT)
def test_the_last_holder_stays_until_another_is_named(
    lantern: SimpleNamespace, other: Contact, manager: User, now: datetime, kind: str
) -> None:
    role = lantern.contact.roles.get(kind=kind)
    with pytest.raises(Refused, match="name another one first"):
        end_role(contact_role=role, by=manager, now=now, ends_on=TODAY)
    give_role(contact=other, kind=kind, by=manager, now=now, starts_on=TODAY + DAY)
    end_role(contact_role=role, by=manager, now=now, ends_on=TODAY)
    assert recorded("contact_role.ended").changes["ends_on"] == ["", "2026-11-18"]


def test_a_backup_does_not_replace_the_representative(
    lantern: SimpleNamespace, other: Contact, manager: User, now: datetime
) -> None:
    ContactRoleFactory(contact=other, kind=ContactRoleKind.BACKUP_AUTHORIZED_REPRESENTATIVE)
    with pytest.raises(Refused):
        end_role(contact_role=lantern.representative, by=manager, now=now, ends_on=TODAY)


def test_a_removed_holder_does_not_count(
    lantern: SimpleNamespace, other: Contact, manager: User, now: datetime
) -> None:
    ContactRoleFactory(contact=other)
    other.apply(active=False)
    with pytest.raises(Refused):
        end_role(contact_role=lantern.representative, by=manager, now=now, ends_on=TODAY)


def test_an_ended_role_is_not_ended_again(lantern: SimpleNamespace, other: Contact, manager: User, now) -> None:
    role = ContactRoleFactory(contact=other, kind="credit", ends_on=TODAY)
    with pytest.raises(Refused, match="already ends on Nov 18, 2026"):
        end_role(contact_role=role, by=manager, now=now, ends_on=TODAY + DAY)


def test_participants_do_not_correct_the_past(
    lantern: SimpleNamespace, other: Contact, org_admin: User, manager: User, now: datetime
) -> None:
    role = ContactRoleFactory(contact=other, kind="credit")
    with pytest.raises(Refused, match="today or later"):
        give_role(contact=other, kind="billing", by=org_admin, now=now, starts_on=TODAY - DAY)
    with pytest.raises(Refused, match="today or later"):
        end_role(contact_role=role, by=org_admin, now=now, ends_on=TODAY - DAY)
    end_role(contact_role=role, by=manager, now=now, ends_on=TODAY - DAY)


@pytest.mark.parametrize("kind", SIGNING)
def test_an_administrator_gives_nobody_the_right_to_sign(
    other: Contact, org_admin: User, manager: User, now: datetime, kind: str
) -> None:
    given = {"contact": other, "kind": kind, "now": now, "starts_on": TODAY}
    with pytest.raises(Refused, match="begin a change"):
        give_role(**given, by=org_admin)
    assert give_role(**given, by=manager).kind == kind


def test_an_administrator_puts_nobody_in_the_place_of_whoever_signs(
    lantern: SimpleNamespace, other: Contact, org_admin: User, manager: User, now: datetime
) -> None:
    signer = lantern.contact
    for fields in ({"user": org_admin}, {"email": "mine@prairielantern.example"}):
        with pytest.raises(Refused, match="may sign"):
            change_contact(contact=signer, by=org_admin, now=now, **fields)
    change_contact(contact=signer, by=org_admin, now=now, email=signer.email, phone="+1 512 555 0100")
    change_contact(contact=other, by=org_admin, now=now, user=org_admin)
    change_contact(contact=signer, by=manager, now=now, email=org_admin.email)
    assert change_contact(contact=signer, by=org_admin, now=now, user=org_admin).user == org_admin
