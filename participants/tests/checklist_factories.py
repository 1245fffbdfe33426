"""The smallest valid rows around a checklist."""

from datetime import UTC, date, datetime

import factory

from accounts.tests.factories import StaffFactory
from participants.models import (
    BlockVersion,
    Checklist,
    ChecklistItem,
    ItemEvidence,
    ItemRound,
    Requirement,
    RequirementBlock,
    ReviewNote,
    TestFlight,
    Waiver,
)
from participants.tests.factories import RegistrationFactory
from portal.documents.models import Document, DocumentContent

LONG_AGO = date(2020, 1, 1)
A_MOMENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


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
