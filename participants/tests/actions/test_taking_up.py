"""An application becomes a prospect, or belongs to a company that is known."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from accounts.models import Invitation, User
from participants.actions.applications import reopen_application
from participants.actions.joinings import join_participants, undo_joining
from participants.actions.taking_up import invite_applicant, take_up_application
from participants.alike import alike
from participants.models import Application, Assignment, Participant
from participants.tests.actions.applying import assigned, received
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import ContactFactory, MarketRoleFactory, ParticipantFactory
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _deadlines(db: None, now: datetime) -> None:
    load_deadlines(now)


@pytest.fixture
def application(now: datetime, manager: User, supervisor: User) -> Application:
    roles = [MarketRoleFactory(code="RE"), MarketRoleFactory(code="QSE")]
    return assigned(now, manager, supervisor, roles=roles, phone="+1 713 555 0188")


def test_it_becomes_a_prospect_that_is_looked_after(now: datetime, application: Application, manager: User) -> None:
    row = take_up_application(application=application, by=manager, now=now)
    company = row.participant
    assert (row.state, row.decided_by, row.decided_at) == ("accepted", manager, now)
    assert (company.name, company.duns, company.origin) == ("Larkspur Grid Storage LLC", "", "applied")
    registrations = company.registrations.order_by("role__code")
    assert [(one.role.code, one.status, one.origin) for one in registrations] == [
        ("QSE", "prospective", "applied"),
        ("RE", "prospective", "applied"),
    ]
    assert company.assignments.get().person == manager
    contact = company.contacts.get()
    assert (contact.name, contact.email, contact.phone) == ("Nadia Okafor", "nadia@larkspur.example", "+1 713 555 0188")
    assert Clock.objects.of(row).get().outcome == "met"
    event = AuditEvent.objects.get(verb="participants.application.accepted")
    assert (event.participant_id, event.object_ref) == (company.pk, row.ref)


def test_name_and_roles_may_be_corrected_on_the_way(now: datetime, application: Application, manager: User) -> None:
    role = MarketRoleFactory(code="IMRE")
    row = take_up_application(application=application, by=manager, now=now, name="Larkspur Storage, LLC", roles=[role])
    assert row.participant.name == "Larkspur Storage, LLC"
    assert [one.role.code for one in row.participant.registrations.all()] == ["IMRE"]


def test_it_may_belong_to_a_company_that_is_known(
    now: datetime, application: Application, supervisor: User, senior: User, mesa: SimpleNamespace
) -> None:
    ContactFactory(participant=mesa.participant, email=application.email)
    row = take_up_application(application=application, by=supervisor, now=now, participant=mesa.participant)
    assert row.participant == mesa.participant
    # It holds both roles already, has its account manager, and knows whoever wrote.
    assert mesa.participant.registrations.count() == 2
    assert mesa.participant.assignments.get().person == senior
    assert mesa.participant.contacts.count() == 2
    assert not Participant.objects.filter(name=application.company).exists()


def test_a_known_company_is_changed_only_by_whoever_may(
    now: datetime, application: Application, manager: User, mesa: SimpleNamespace
) -> None:
    with pytest.raises(NotPermitted):
        take_up_application(application=application, by=manager, now=now, participant=mesa.participant)
    application.refresh_from_db()
    assert (application.state, application.participant) == ("received", None)


def test_it_needs_an_account_manager_and_a_role(now: datetime, supervisor: User, manager: User) -> None:
    with pytest.raises(Refused, match="account manager first"):
        take_up_application(application=received(now), by=supervisor, now=now, roles=[MarketRoleFactory()])
    row = assigned(now, manager, supervisor, company="Other LLC")
    with pytest.raises(Refused, match="role"):
        take_up_application(application=row, by=manager, now=now)
    assert not Participant.objects.exists()


def test_it_is_taken_up_once(now: datetime, application: Application, manager: User, supervisor: User) -> None:
    take_up_application(application=application, by=manager, now=now)
    with pytest.raises(Refused, match="decided already"):
        take_up_application(application=application, by=supervisor, now=now)
    with pytest.raises(Refused, match="not undone"):
        reopen_application(application=application, by=supervisor, now=now, reason="Mistake")
    assert Participant.objects.count() == 1


def test_whoever_applied_is_invited_as_the_first_administrator(
    now: datetime, application: Application, manager: User, colleague: User
) -> None:
    with pytest.raises(NotPermitted, match="first"):
        invite_applicant(application=application, by=manager, now=now)
    row = take_up_application(application=application, by=manager, now=now)
    with pytest.raises(NotPermitted):
        invite_applicant(application=row, by=colleague, now=now)
    invite_applicant(application=row, by=manager, now=now)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.participant_id) == (application.email, row.participant.pk)
    assert invitation.membership_plan["kind"] == "admin"


def test_an_application_in_the_name_of_a_company_with_users_invites_nobody_into_it(
    now: datetime, application: Application, supervisor: User, lantern: SimpleNamespace, member: User
) -> None:
    row = take_up_application(application=application, by=supervisor, now=now, participant=lantern.participant)
    with pytest.raises(NotPermitted, match="has users already"):
        invite_applicant(application=row, by=supervisor, now=now)
    assert not Invitation.objects.exists()


def test_companies_that_look_alike_are_shown_first(
    application: Application, manager: User, restricted: SimpleNamespace
) -> None:
    same = ParticipantFactory(name="Larkspur Grid Storage, Inc.")
    near = ParticipantFactory(name="Larkspur Grid Retail")
    known = ContactFactory(participant=ParticipantFactory(name="Another Name"), email=application.email).participant
    ContactFactory(participant=restricted.participant, email=application.email)
    ParticipantFactory(name="Blue Sky")
    found = alike(manager, application)
    assert found[:2] == [known, same]
    assert near in found
    assert {row.name for row in found} <= {known.name, same.name, near.name}


def test_of_a_restricted_company_only_its_name_shows(
    now: datetime, manager: User, supervisor: User, restricted: SimpleNamespace
) -> None:
    row = received(now, company="Quiet Harbor Storage LP")
    assert [(one.name, one.stub) for one in alike(manager, row)] == [("Quiet Harbor Storage", True)]
    assert [(one.name, one.stub) for one in alike(supervisor, row)] == [("Quiet Harbor Storage", False)]


def test_it_moves_with_its_company_when_two_are_joined(
    now: datetime, application: Application, manager: User, supervisor: User, mesa: SimpleNamespace
) -> None:
    row = take_up_application(application=application, by=manager, now=now)
    company = row.participant
    joining = join_participants(kept=mesa.participant, absorbed=company, by=supervisor, now=now, reason="One company")
    row.refresh_from_db()
    assert row.participant == mesa.participant
    undo_joining(joining=joining, by=supervisor, now=now, reason="Two after all")
    row.refresh_from_db()
    assert row.participant == company
    assert Assignment.objects.of(company).exists()
