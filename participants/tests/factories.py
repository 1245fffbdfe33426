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
    Acknowledgment,
    Agency,
    Application,
    Assignment,
    BankAccount,
    BlockVersion,
    Change,
    ChangeField,
    ChangeProcedure,
    ChangeStep,
    Checklist,
    ChecklistItem,
    Contact,
    ContactRole,
    FollowUp,
    ItemEvidence,
    ItemRound,
    MarketRole,
    Membership,
    Participant,
    Registration,
    Representation,
    Requirement,
    RequirementBlock,
    Resource,
    ReviewNote,
    TestFlight,
    Waiver,
)
from portal.documents.models import Document, DocumentContent

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


class RequirementFactory(factory.django.DjangoModelFactory):
    """An item of the only version of a block for tests."""

    class Meta:
        model = Requirement
        django_get_or_create = ("version", "code")

    version = factory.LazyFunction(lambda: _version())
    code = factory.Sequence(lambda n: f"TST-{n:02}")
    position = factory.Sequence(lambda n: n % 30_000)
    title = factory.LazyAttribute(lambda row: f"Title of {row.code}")
    evidence = "a file"
    reviewers = factory.LazyFunction(lambda: ["REG"])
    source = "tests"
    tag = "V"


def _version() -> BlockVersion:
    block, _ = RequirementBlock.objects.get_or_create(code="TST", defaults={"name": "For tests"})
    known = BlockVersion.objects.filter(block=block).first()
    return known or BlockVersion.objects.create(block=block, number=1, published_at=A_MOMENT, effective_from=LONG_AGO)


class FlightFactory(factory.django.DjangoModelFactory):
    """A published test flight ahead."""

    class Meta:
        model = TestFlight
        django_get_or_create = ("code",)

    code = "0699"
    starts_on = date(2099, 6, 8)
    ends_on = date(2099, 7, 16)
    application_deadline = datetime(2099, 5, 12, 22, tzinfo=UTC)
    registration_deadline = datetime(2099, 6, 1, 22, tzinfo=UTC)
    source = "tests"
    tag = "V"


class ChecklistFactory(factory.django.DjangoModelFactory):
    """Opened, with no item yet."""

    class Meta:
        model = Checklist

    registration = factory.SubFactory(RegistrationFactory, status="prospective")
    participant = factory.SelfAttribute("registration.participant")
    role = factory.SelfAttribute("registration.role")
    opened_at = A_MOMENT
    opened_by = factory.SubFactory(StaffFactory)


class ChecklistItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChecklistItem

    checklist = factory.SubFactory(ChecklistFactory)
    participant = factory.SelfAttribute("checklist.participant")
    requirement = factory.SubFactory(RequirementFactory)
    code = factory.SelfAttribute("requirement.code")
    position = factory.Sequence(lambda n: n % 30_000)


class ItemRoundFactory(factory.django.DjangoModelFactory):
    """Evidence in review; the item says so too."""

    class Meta:
        model = ItemRound

    item = factory.SubFactory(ChecklistItemFactory, state="submitted", round=1, submitted_at=A_MOMENT)
    participant = factory.SelfAttribute("item.participant")
    number = 1
    submitted_at = A_MOMENT


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"evidence-{n}.txt")
    content_type = "text/plain; charset=utf-8"
    size = 4
    sha256 = "0" * 64
    uploaded_at = A_MOMENT

    @factory.post_generation
    def content(self, create: bool, given: bytes | None, **kwargs: object) -> None:
        DocumentContent.objects.create(document=self, content=given or b"file")


class ItemEvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ItemEvidence

    round = factory.SubFactory(ItemRoundFactory)
    participant = factory.SelfAttribute("round.participant")
    document = factory.SubFactory(
        DocumentFactory,
        participant_id=factory.SelfAttribute("..round.participant_id"),
        registration_id=factory.SelfAttribute("..round.item.checklist.registration_id"),
    )


class ReviewNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReviewNote

    item = factory.SubFactory(ChecklistItemFactory)
    participant = factory.SelfAttribute("item.participant")
    text = "Only for us"
    written_by = factory.SubFactory(StaffFactory)
    written_at = A_MOMENT


class WaiverFactory(factory.django.DjangoModelFactory):
    """Asked for, not decided."""

    class Meta:
        model = Waiver

    item = factory.SubFactory(ChecklistItemFactory)
    participant = factory.SelfAttribute("item.participant")
    reason = "They never needed it"
    asked_by = factory.SubFactory(StaffFactory)
    asked_at = A_MOMENT


class ChangeProcedureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeProcedure
        django_get_or_create = ("code",)

    code = "CHG-NCI"
    name = "Notice of Change of Information"
    steps = ["Signed", "Reviewed"]
    time_rule = "promptly"
    source = "tests"
    tag = "P"


class ChangeFactory(factory.django.DjangoModelFactory):
    """A draft that the staff recorded after a call."""

    class Meta:
        model = Change

    participant = factory.SubFactory(ParticipantFactory)
    procedure = factory.SubFactory(ChangeProcedureFactory)
    topics = ["address"]
    channel = "phone"
    reason = "It moved"
    requested_by = factory.SubFactory(StaffFactory)
    requested_name = factory.SelfAttribute("requested_by.name")
    requested_at = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


class ChangeFieldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeField

    change = factory.SubFactory(ChangeFactory)
    participant = factory.SelfAttribute("change.participant")
    position = factory.Sequence(lambda n: n)
    topic = "address"
    name = "address"
    label = "Postal address"
    after = "1 New Street"
    value = "1 New Street"


class ChangeStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeStep

    change = factory.SubFactory(ChangeFactory)
    participant = factory.SelfAttribute("change.participant")
    position = 1
    title = "Signed"


class AcknowledgmentFactory(factory.django.DjangoModelFactory):
    """Asked of the company of `representative_registration`."""

    class Meta:
        model = Acknowledgment

    change = factory.SubFactory(ChangeFactory)
    participant = factory.SelfAttribute("change.participant")
    representative_registration = factory.SubFactory(RegistrationFactory)
    representative = factory.SelfAttribute("representative_registration.participant")
    represented_name = "SLOPE_1"
    representative_name = factory.LazyAttribute(lambda row: row.representative.name)
    asked_at = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


class BankAccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BankAccount

    change = factory.SubFactory(ChangeFactory)
    participant = factory.SelfAttribute("change.participant")
    sealed = "gAAAA"
    last_four = "6789"
    starts_on = LONG_AGO
