"""Personas for tests: the same people everywhere, so that every test asks about the outsider too.

Two participants, Prairie Lantern and Blue Mesa, each with an account manager, users and one fact of every kind.
The root conftest makes these fixtures known.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts.choices import Level, Role
from accounts.models import User
from accounts.tests.factories import AuditorFactory, PersonFactory, SpecialistFactory, StaffFactory, SupervisorFactory
from participants.access import acting_for, memberships_of
from participants.choices import ContactRoleKind, MembershipKind
from participants.models import Participant
from participants.tests.checklist_factories import (
    ChecklistFactory,
    ChecklistItemFactory,
    ItemEvidenceFactory,
    ItemRoundFactory,
    ReviewNoteFactory,
    WaiverFactory,
)
from participants.tests.factories import (
    AgentMembershipFactory,
    AssignmentFactory,
    ContactFactory,
    ContactRoleFactory,
    MarketRoleFactory,
    MembershipFactory,
    ParticipantFactory,
    RegistrationFactory,
    RepresentationFactory,
    ResourceFactory,
)


@pytest.fixture
def now() -> datetime:
    """A Wednesday at ten in the morning, Central time."""
    return datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


@pytest.fixture
def supervisor(db: None) -> User:
    return SupervisorFactory(name="Lee Supervisor", email="supervisor@iso.example")


@pytest.fixture
def senior(db: None) -> User:
    return StaffFactory(name="Ruth Senior", email="senior@iso.example", level=Level.SENIOR)


@pytest.fixture
def manager(db: None) -> User:
    """Level I, the account manager of Prairie Lantern."""
    return StaffFactory(name="Dana Manager", email="manager@iso.example", level=Level.ONE)


@pytest.fixture
def colleague(db: None) -> User:
    """Level II, assigned to neither of the two participants."""
    return StaffFactory(name="Omar Colleague", email="manager2@iso.example", level=Level.TWO)


@pytest.fixture
def specialist(db: None) -> User:
    return SpecialistFactory(name="Sam Specialist", email="specialist@iso.example")


@pytest.fixture
def coordinator(db: None) -> User:
    return StaffFactory(name="Tess Coordinator", email="training@iso.example", role=Role.TRAINING_COORDINATOR)


@pytest.fixture
def auditor(db: None) -> User:
    return AuditorFactory(name="Ada Auditor", email="auditor@iso.example")


def furnish(participant: Participant, prefix: str) -> SimpleNamespace:
    """Give a participant one row of every kind; names start with `prefix`, so that a leak names its source."""
    qse = RegistrationFactory(participant=participant, short_name=f"Q{prefix.upper()}")
    re = RegistrationFactory(
        participant=participant, role=MarketRoleFactory(code="RE"), short_name=f"R{prefix.upper()}"
    )
    resource = ResourceFactory(participant=participant, registration=re, code=f"{prefix.upper()}_UNIT1")
    contact = ContactFactory(participant=participant, name=f"{prefix} contact", email=f"contact@{prefix}.example")
    representative = ContactRoleFactory(contact=contact)
    ContactRoleFactory(contact=contact, kind=ContactRoleKind.SECURITY_ADMINISTRATOR)
    own_qse = RepresentationFactory(
        resource=resource, representative_registration=qse, representative_name=participant.name
    )
    return SimpleNamespace(
        participant=participant,
        qse=qse,
        re=re,
        resource=resource,
        contact=contact,
        representative=representative,
        representation=own_qse,
    )


def furnish_checklist(registration: Any, prefix: str, count: int = 1) -> SimpleNamespace:
    """Give a registration a checklist with an item in review, its file, a note and a waiver of the staff's."""
    checklist = ChecklistFactory(registration=registration)
    sent = {"state": "submitted", "round": 1, "submitted_at": checklist.opened_at}
    items = [ChecklistItemFactory(checklist=checklist, **sent) for _ in range(count)]
    rounds = [ItemRoundFactory(item=item, remark=f"{prefix} remark") for item in items]
    evidence = ItemEvidenceFactory(round=rounds[0], document__name=f"{prefix}-evidence.txt")
    note = ReviewNoteFactory(item=items[0], text=f"{prefix} inner note")
    waiver = WaiverFactory(item=items[0], reason=f"{prefix} inner reason")
    return SimpleNamespace(
        checklist=checklist, item=items[0], items=items, round=rounds[0], evidence=evidence, note=note, waiver=waiver
    )


@pytest.fixture
def lantern(db: None, manager: User) -> SimpleNamespace:
    """Prairie Lantern Energy with its account manager and one row of every kind."""
    rows = furnish(ParticipantFactory(name="Prairie Lantern Energy", duns="111111111"), "lantern")
    rows.assignment = AssignmentFactory(participant=rows.participant, person=manager)
    return rows


@pytest.fixture
def mesa(db: None, senior: User) -> SimpleNamespace:
    """Blue Mesa Trading, the other participant, looked after by the senior account manager."""
    rows = furnish(ParticipantFactory(name="Blue Mesa Trading", duns="222222222"), "mesa")
    rows.assignment = AssignmentFactory(participant=rows.participant, person=senior)
    return rows


@pytest.fixture
def restricted(db: None, senior: User) -> SimpleNamespace:
    """A restricted participant that only the senior account manager is assigned to."""
    participant = ParticipantFactory(
        name="Quiet Harbor Storage", duns="333333333", restricted=True, restricted_reason="Acquisition under way"
    )
    rows = furnish(participant, "harbor")
    rows.assignment = AssignmentFactory(participant=participant, person=senior)
    return rows


def member_of(participant: Participant, name: str, email: str, kind: str = MembershipKind.MEMBER) -> User:
    person = PersonFactory(name=name, email=email)
    MembershipFactory(user=person, participant=participant, kind=kind)
    return acting(person)


def acting(person: User, participant: Participant | None = None) -> User:
    """The person as a request would find it: acting for the given (or the first) participant."""
    memberships = memberships_of(person, datetime.now(UTC))
    chosen = next((one for one in memberships if participant is None or one.participant_id == participant.pk), None)
    person.memberships_now = tuple(memberships)
    person.acting_for = acting_for(person, chosen)
    return person


@pytest.fixture
def org_admin(lantern: SimpleNamespace) -> User:
    """Organization administrator of Prairie Lantern."""
    return member_of(lantern.participant, "Ana Admin", "admin@prairielantern.example", MembershipKind.ADMIN)


@pytest.fixture
def member(lantern: SimpleNamespace) -> User:
    """An ordinary member of Prairie Lantern."""
    return member_of(lantern.participant, "Mia Member", "analyst@prairielantern.example")


@pytest.fixture
def outsider(mesa: SimpleNamespace) -> User:
    """A member of the other participant, Blue Mesa: must never see a fact of Prairie Lantern."""
    return member_of(mesa.participant, "Otto Outsider", "admin@bluemesa.example", MembershipKind.ADMIN)


@pytest.fixture
def agent(lantern: SimpleNamespace, mesa: SimpleNamespace) -> User:
    """A consultant acting for both participants, one at a time; starts with Blue Mesa (first by name)."""
    person = PersonFactory(name="Gus Agent", email="agent@gridadvisers.example")
    for rows in (lantern, mesa):
        AgentMembershipFactory(user=person, participant=rows.participant)
    return acting(person)


@pytest.fixture
def prospect(db: None) -> User:
    """A user of a company that only applies so far."""
    company = ParticipantFactory(name="Newcomer Power", duns="")
    RegistrationFactory(participant=company, duns="", short_name="", status="prospective")
    return member_of(company, "Pia Prospect", "prospect@newcomer.example")


@pytest.fixture
def signed_in(settings: Any) -> Callable[[User], Client]:
    """A browser-like client signed in as a person; staff's second factor is not asked for."""
    settings.STAFF_SECOND_FACTOR = False

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
