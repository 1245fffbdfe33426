"""The smallest valid rows around a participant."""

from datetime import UTC, date, datetime

import factory
from django.utils import timezone

from accounts.tests.factories import PersonFactory, StaffFactory
from participants.choices import (
    AssignmentKind,
    ContactRoleKind,
    MembershipKind,
    RegistrationStatus,
    ResourceType,
    RoleKind,
)
from participants.models import (
    Agency,
    Application,
    Assignment,
    Contact,
    ContactRole,
    FollowUp,
    MarketRole,
    Membership,
    Participant,
    Registration,
    Representation,
    Resource,
)

LONG_AGO = date(2020, 1, 1)
A_MOMENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


class MarketRoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MarketRole
        django_get_or_create = ("code",)

    code = "QSE"
    name = factory.LazyAttribute(lambda role: f"Role {role.code}")
    kind = RoleKind.REGISTRATION
    source = "tests"


class ParticipantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participant

    name = factory.Sequence(lambda n: f"Company {n} LLC")
    duns = factory.Sequence(lambda n: f"{100000000 + n}")


class RegistrationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Registration

    participant = factory.SubFactory(ParticipantFactory)
    role = factory.SubFactory(MarketRoleFactory)
    duns = factory.Sequence(lambda n: f"{200000000 + n}4000")
    short_name = factory.Sequence(lambda n: f"QCO{n}")
    status = RegistrationStatus.QUALIFIED
    status_reason = factory.LazyAttribute(lambda row: "Collateral call unpaid" if row.status == "suspended" else "")
    status_section = factory.LazyAttribute(lambda row: "16.11.6" if row.status == "suspended" else "")


class ResourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resource

    participant = factory.SubFactory(ParticipantFactory)
    code = factory.Sequence(lambda n: f"UNIT_{n}")
    type = ResourceType.GENERATION
    capacity_mw = 100


class RepresentationFactory(factory.django.DjangoModelFactory):
    """A QSE (of another participant) represents a resource."""

    class Meta:
        model = Representation

    resource = factory.SubFactory(ResourceFactory)
    participant = factory.SelfAttribute("resource.participant")
    representative_registration = factory.SubFactory(RegistrationFactory)
    representative = factory.SelfAttribute("representative_registration.participant")
    represented_name = factory.LazyAttribute(lambda row: str(row.resource))
    representative_name = factory.LazyAttribute(lambda row: row.representative.name)
    starts_on = LONG_AGO


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    participant = factory.SubFactory(ParticipantFactory)
    name = factory.Sequence(lambda n: f"Contact {n}")
    email = factory.Sequence(lambda n: f"contact{n}@company.example")


class ContactRoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactRole

    contact = factory.SubFactory(ContactFactory)
    participant = factory.SelfAttribute("contact.participant")
    kind = ContactRoleKind.AUTHORIZED_REPRESENTATIVE
    starts_on = LONG_AGO


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    participant = factory.SubFactory(ParticipantFactory)
    principal_name = factory.LazyAttribute(lambda row: row.participant.name)
    agent_name = "Grid Advisers"
    scope = "Settlement and registration"
    starts_on = LONG_AGO


class MembershipFactory(factory.django.DjangoModelFactory):
    """A member's membership; an agent's needs `agency` as well."""

    class Meta:
        model = Membership

    user = factory.SubFactory(PersonFactory)
    participant = factory.SubFactory(ParticipantFactory)
    kind = MembershipKind.MEMBER
    starts_on = LONG_AGO


class AgentMembershipFactory(MembershipFactory):
    kind = MembershipKind.AGENT
    agency = factory.SubFactory(AgencyFactory, participant=factory.SelfAttribute("..participant"))


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assignment

    participant = factory.SubFactory(ParticipantFactory)
    person = factory.SubFactory(StaffFactory)
    kind = AssignmentKind.PRIMARY
    starts_on = LONG_AGO


class FollowUpFactory(factory.django.DjangoModelFactory):
    """An open one; without a clock, which only the actions start."""

    class Meta:
        model = FollowUp

    participant = factory.SubFactory(ParticipantFactory)
    responsible = factory.SubFactory(StaffFactory)
    created_by = factory.SelfAttribute("responsible")
    title = factory.Sequence(lambda n: f"Call about matter {n}")
    due_on = date(2026, 11, 30)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """One to decide; without a clock, which only the actions start."""

    class Meta:
        model = Application

    class Params:
        now = factory.LazyFunction(timezone.now)

    company = factory.Sequence(lambda n: f"Larkspur Grid Storage {n} LLC")
    contact_name = "Nadia Okafor"
    email = factory.Sequence(lambda n: f"nadia{n}@larkspur.example")
    mailbox = factory.SelfAttribute("email")
    received_at = factory.SelfAttribute("now")
    consented_at = factory.SelfAttribute("now")
    state = "received"
    decided_at = factory.LazyAttribute(lambda row: None if row.state == "received" else row.now)
    reason = factory.LazyAttribute(lambda row: "Not for them" if row.state in ("declined", "withdrawn") else "")
