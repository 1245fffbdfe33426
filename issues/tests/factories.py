"""The smallest valid rows of issues."""

from datetime import UTC, datetime

import factory

from accounts.tests.factories import StaffFactory
from issues.choices import Area, IssueState, NoteKind, ReferenceKind, Side, WatchReason
from issues.models import Category, Comment, ExternalReference, Issue, IssueStep, Note, Verification, Watcher
from participants.choices import SourceTag
from participants.tests.factories import ParticipantFactory

A_MOMENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ("code",)

    code = "FS-METER"
    area = Area.SETTLEMENT
    name = "Meter data for settlement"
    departments = ["MET", "AGG"]
    source = "tests"
    tag = SourceTag.VERIFIED


class IssueFactory(factory.django.DjangoModelFactory):
    """An issue that the staff took down; without its first comment and steps."""

    class Meta:
        model = Issue

    ref = factory.Sequence(lambda n: f"IS-2026-{n + 50_001:05d}")
    participant = factory.SubFactory(ParticipantFactory)
    category = factory.SubFactory(CategoryFactory)
    area = factory.SelfAttribute("category.area")
    title = factory.Sequence(lambda n: f"Reads missing {n}")
    state = IssueState.OPEN
    entered_by = factory.SubFactory(StaffFactory)
    opened_at = A_MOMENT
    last_spoken_at = A_MOMENT
    awaiting_since = A_MOMENT


class OfIssueFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    issue = factory.SubFactory(IssueFactory)
    participant = factory.SelfAttribute("issue.participant")


class IssueStepFactory(OfIssueFactory):
    class Meta:
        model = IssueStep

    state = IssueState.NEW
    at = A_MOMENT


class CommentFactory(OfIssueFactory):
    class Meta:
        model = Comment

    side = Side.PARTICIPANT
    author_name = "Somebody"
    text = "The reads of the meter are missing."
    html = factory.LazyAttribute(lambda comment: f"<p>{comment.text}</p>")
    at = A_MOMENT


class NoteFactory(OfIssueFactory):
    class Meta:
        model = Note

    kind = NoteKind.NOTE
    author = factory.SubFactory(StaffFactory)
    text = "Only for us."
    html = factory.LazyAttribute(lambda note: f"<p>{note.text}</p>")
    at = A_MOMENT


class WatcherFactory(OfIssueFactory):
    class Meta:
        model = Watcher

    side = Side.PARTICIPANT
    reason = WatchReason.ADDED
    since = A_MOMENT


class ExternalReferenceFactory(OfIssueFactory):
    class Meta:
        model = ExternalReference

    kind = ReferenceKind.MARKETRAK
    number = factory.Sequence(lambda n: f"{7000000 + n}")
    added_at = A_MOMENT


class VerificationFactory(OfIssueFactory):
    class Meta:
        model = Verification

    proof = "signed_in"
    at = A_MOMENT
