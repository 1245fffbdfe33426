"""CSV of contacts, assignments and resources: matched by DUNS number, under the rules of the pages."""

from datetime import date
from decimal import Decimal

import pytest

from participants.actions.imports import (
    apply_import,
    confirm_import,
    import_at_once,
    preview_at_once,
    read_import,
    start_import,
)
from participants.choices import AssignmentKind, ContactRoleKind, RegistrationStatus
from participants.models import Assignment, Contact, ContactRole, ImportRow, ImportRun, Representation, Resource
from participants.tests.actions.recorded import recorded
from participants.tests.factories import (
    AssignmentFactory,
    ContactFactory,
    ContactRoleFactory,
    MarketRoleFactory,
    ParticipantFactory,
    RegistrationFactory,
    RepresentationFactory,
    ResourceFactory,
)
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
HEADERS = {
    "contacts": "duns_number,name,email,phone,title,roles",
    "assignments": "duns_number,manager_email,kind,starts_on,ends_on",
    "resources": "duns_number,code,name,station,type,capacity_mw,qse_duns",
}
TODAY = date(2026, 11, 18)


@pytest.fixture
def amber(db):
    return ParticipantFactory(name="Amber Power", duns="123456789")


@pytest.fixture
def take(supervisor, now):
    def take(kind, *lines):
        data = "\n".join([HEADERS[kind], *lines]).encode()
        return import_at_once(kind=kind, file_name=f"{kind}.csv", data=data, by=supervisor, now=now)

    return take


def counted(plan):
    return {outcome: count for outcome, count in plan.counts.items() if count}


def reasons(plan):
    return [row.reason for row in plan.rows if row.reason]


def test_a_new_contact_gets_the_roles_from_today(take, amber):
    line = "123456789,Ana Kowal,Ana@Amber.example,555 0100,Head,authorized_representative;credit"
    assert counted(take("contacts", line)) == {"new": 1}
    contact = Contact.objects.get()
    assert (contact.participant, contact.name, contact.email) == (amber, "Ana Kowal", "ana@amber.example")
    roles = ContactRole.objects.order_by("kind").values_list("kind", "starts_on", "ends_on", "participant")
    assert list(roles) == [
        (ContactRoleKind.AUTHORIZED_REPRESENTATIVE, TODAY, None, amber.pk),
        (ContactRoleKind.CREDIT, TODAY, None, amber.pk),
    ]
    assert recorded("contact.added").participant_id == amber.pk
    assert counted(take("contacts", line)) == {"unchanged": 1}


def test_a_contact_is_found_again_by_e_mail_and_loses_nothing(take, amber):
    contact = ContactFactory(participant=amber, name="Ana K.", email="ana@amber.example", phone="1", title="Head")
    ContactRoleFactory(contact=contact, kind=ContactRoleKind.CREDIT)
    plan = take("contacts", "123456789,Ana Kowal,ana@amber.example,,,settlement")
    assert counted(plan) == {"changed": 1}
    contact.refresh_from_db()
    assert (contact.name, contact.phone, contact.title) == ("Ana Kowal", "1", "Head")
    assert set(contact.roles.values_list("kind", flat=True)) == {"credit", "settlement"}
    assert recorded("contact.changed").changes == {"name": ["Ana K.", "Ana Kowal"]}


def test_without_an_e_mail_the_name_decides_and_two_namesakes_are_refused(take, amber):
    ContactFactory(participant=amber, name="Ana Kowal", email="ana@amber.example")
    assert counted(take("contacts", "123456789,ANA KOWAL,,555 0100,,")) == {"changed": 1}
    ContactFactory(participant=amber, name="Ana Kowal", email="other@amber.example")
    plan = take("contacts", "123456789,Ana Kowal,,555 0101,,")
    assert reasons(plan) == ["Several contacts of this participant have that name; give the e-mail address."]


def test_contacts_are_found_by_the_number_of_a_registration_too(take, amber):
    RegistrationFactory(participant=amber, duns="1234567895000")
    take("contacts", "1234567895000,Ana Kowal,ana@amber.example,,,")
    assert Contact.objects.get().participant == amber


def test_numbers_nobody_or_several_have_are_refused(take, amber):
    RegistrationFactory(duns="999999999", role=MarketRoleFactory(code="QSE"))
    RegistrationFactory(duns="999999999", role=MarketRoleFactory(code="LSE"))
    plan = take("contacts", "888888888,Ana,a@amber.example,,,", "999999999,Bo,b@amber.example,,,", "123456789,Cy,,,,")
    assert reasons(plan) == [
        "No participant has the DUNS number 888888888.",
        "Several participants have a registration under 999999999; use a number of one of them alone.",
        "A contact needs an e-mail address or a phone number.",
    ]


def test_a_name_too_long_for_a_contact_is_refused(take, amber):
    plan = take("contacts", f"123456789,{'L' * 150},a@amber.example,,,")
    assert counted(plan) == {"refused": 1}
    assert "120" in plan.rows[0].reason


def test_people_stay_out_of_refused_rows_and_of_what_is_kept(supervisor, amber, now):
    data = HEADERS["contacts"] + "\n123456789,Ana Kowal,ana@amber.example,,,\n888888888,Bo Refused,bo@x.example,,,"
    run = start_import(kind="contacts", file_name="c.csv", data=data.encode(), by=supervisor, now=now)
    read_import(run=run, now=now)
    assert "Bo Refused" not in str(list(ImportRow.objects.values()))
    confirm_import(run=run, by=supervisor, now=now)
    apply_import(run=run, now=now)
    assert ImportRun.objects.get().status == "applied"
    assert list(ImportRow.objects.values_list("outcome", flat=True)) == ["refused"]
    assert "bo@x.example" not in str(list(AuditEvent.objects.values()))
    assert Contact.objects.get().name == "Ana Kowal"


def test_assignments_are_made_and_overlaps_name_who_holds_them(take, amber, manager, colleague):
    lines = [
        "123456789,manager@iso.example,primary,2026-01-01,2026-12-31",
        "123456789,manager2@iso.example,primary,2026-12-01,",
        "123456789,manager2@iso.example,backup,2026-12-01,",
        "123456789,manager2@iso.example,primary,2027-01-01,",
    ]
    plan = take("assignments", *lines)
    assert counted(plan) == {"new": 3, "refused": 1}
    assert reasons(plan) == ["Dana Manager holds “Account manager” from Jan 1, 2026 until Dec 31, 2026."]
    assert Assignment.objects.filter(participant=amber).count() == 3
    assert AuditEvent.objects.filter(verb="participants.assignment.made").count() == 3
    assert counted(take("assignments", *lines)) == {"unchanged": 3, "refused": 1}


def test_a_running_assignment_is_not_shortened_by_a_file(take, amber, manager):
    AssignmentFactory(participant=amber, person=manager, starts_on=date(2026, 1, 1))
    plan = take("assignments", "123456789,manager@iso.example,primary,2026-01-01,2026-12-31")
    assert reasons(plan) == ["Dana Manager holds “Account manager” from Jan 1, 2026 until further notice."]
    assert Assignment.objects.get().ends_on is None


def test_people_who_cannot_be_assigned_are_refused(take, amber, specialist):
    plan = take(
        "assignments",
        "123456789,specialist@iso.example,mentor,2026-12-01,",
        "123456789,ghost@iso.example,mentor,2026-12-01,",
    )
    assert reasons(plan) == [
        "Sam Specialist is not an active account manager or supervisor.",
        "Nobody of the staff has the e-mail address ghost@iso.example.",
    ]
    assert not Assignment.objects.filter(kind=AssignmentKind.MENTOR).exists()


def test_a_resource_comes_with_the_qse_that_represents_it(take, amber):
    registration = RegistrationFactory(participant=amber, duns="1234567893000", role=MarketRoleFactory(code="RE"))
    qse = RegistrationFactory(duns="555555555", short_name="QBLUFF")
    line = "1234567893000,AMBER_UNIT1,Amber One,AMBER,generation,102.5,555555555"
    assert counted(take("resources", line)) == {"new": 1}
    resource = Resource.objects.get()
    assert (resource.participant, resource.registration) == (amber, registration)
    assert (resource.code, resource.capacity_mw) == ("AMBER_UNIT1", Decimal("102.5"))
    representation = Representation.objects.get()
    assert (representation.resource, representation.representative_registration) == (resource, qse)
    assert (representation.starts_on, representation.participant) == (TODAY, amber)
    told = AuditEvent.objects.filter(verb="participants.representation.started")
    assert set(told.values_list("participant_id", flat=True)) == {amber.pk, qse.participant_id}
    assert counted(take("resources", line)) == {"unchanged": 1}


def test_a_known_resource_changes_what_the_row_fills(take, amber):
    ResourceFactory(participant=amber, code="AMBER_UNIT1", name="Old", station="AMBER", capacity_mw=10)
    plan = take("resources", "123456789,AMBER_UNIT1,New,,storage,12,")
    assert plan.rows[0].changes == {
        "name": ["Old", "New"],
        "type": ["generation", "storage"],
        "capacity_mw": ["10.000", "12"],
    }
    resource = Resource.objects.get()
    assert (resource.name, resource.station, resource.type) == ("New", "AMBER", "storage")


def test_another_qse_is_noted_and_not_replaced(take, amber):
    resource = ResourceFactory(participant=amber, code="AMBER_UNIT1", name="One", station="")
    held = RepresentationFactory(resource=resource)
    RegistrationFactory(duns="555555555")
    plan = take("resources", "123456789,AMBER_UNIT1,One,,generation,100,555555555")
    assert counted(plan) == {"unchanged": 1}
    assert plan.rows[0].notes == [f"{held.representative_name} represents it; that stays."]
    assert Representation.objects.get() == held


def test_unknown_or_ended_qses_and_retired_resources_are_refused(take, amber):
    RegistrationFactory(duns="555555555", status=RegistrationStatus.TERMINATED)
    ResourceFactory(participant=amber, code="GONE", active=False)
    plan = take(
        "resources",
        "123456789,ONE,One,,generation,1,555555555",
        "123456789,TWO,Two,,generation,1,666666666",
        "123456789,GONE,Gone,,generation,1,",
        f"123456789,{'C' * 41},Long,,generation,1,",
    )
    assert counted(plan) == {"refused": 4}
    assert reasons(plan)[:3] == [
        "No QSE is registered under the DUNS number 555555555.",
        "No QSE is registered under the DUNS number 666666666.",
        "This resource was retired; give another one its own code.",
    ]
    assert Resource.objects.count() == 1


@pytest.mark.parametrize("kind", sorted(HEADERS))
def test_statements_do_not_grow_with_the_rows(kind, now, amber, manager, django_assert_max_num_queries):
    RegistrationFactory(duns="555555555")
    starts = [f"{2000 + n}-01-01,{2000 + n}-12-31" for n in range(40)]
    lines = {
        "contacts": [f"123456789,Person {n},p{n}@amber.example,,,credit" for n in range(40)],
        "assignments": [f"123456789,manager@iso.example,primary,{dates}" for dates in starts],
        "resources": [f"123456789,UNIT{n},Unit {n},,generation,1,555555555" for n in range(40)],
    }[kind]
    with django_assert_max_num_queries(35):
        plan = import_at_once(
            kind=kind,
            file_name="x.csv",
            data="\n".join([HEADERS[kind], *lines]).encode(),
            by=None,
            now=now,
        )
    assert counted(plan) == {"new": 40}
    again = preview_at_once(kind=kind, file_name="x.csv", data="\n".join([HEADERS[kind], *lines]).encode(), now=now)
    assert counted(again) == {"unchanged": 40}
