"""/api/v1/guidance/, guidance-reviews/ and approved-answers/: equal treatment. For the staff only."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from issues import permissions
from issues.actions import approved_answers, guidance_reviews, guiding
from issues.api.issue_inputs import NoInput
from issues.choices.guidance import GuidanceBy, Mark, ReviewOutcome, ReviewState, Stand
from issues.models import ApprovedAnswer, Guidance, GuidanceReview
from issues.rules.guidance import LONGEST
from participants.api.shared import Reason
from participants.models import Participant
from portal.lifecycle.refusals import Refused
from portal.rest.filters import Filters
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb
from training.rules import citations

WORDS = "Such as 16.12.1, or NOG 3.2 for another document; finds what lies in it and what it lies in."


class OfSectionFilters(Filters):
    section = django_filters.CharFilter(method="on_section", help_text=WORDS)

    def on_section(self, rows: QuerySet, name: str, text: str) -> QuerySet:
        try:
            return rows.on(citations.read(text))
        except Refused:
            return rows.none()


class GuidanceSerializer(RowSerializer):
    citation = shown("cited.words")
    participant_name = shown("whose", note="Empty where you may not see the participant.")
    issue = shown("issue_ref", nullable=True)
    given_by_name = shown("by_name")
    earlier = shown("earlier_ref", nullable=True)
    approved_answer = shown("answer_ref", nullable=True)

    class Meta:
        model = Guidance
        fields = (
            "ref",
            "citation",
            "wording",
            "participant_name",
            "given_by_name",
            "given_at",
            "way",
            "issue",
            "stand",
            "earlier",
            "because",
            "approved_answer",
            "ended",
            "ended_at",
        )


class GuidanceReviewSerializer(RowSerializer):
    guidance = shown("guidance_ref")
    earlier = shown("earlier_ref")

    class Meta:
        model = GuidanceReview
        fields = ("ref", "guidance", "earlier", "state", "outcome", "reason", "opened_at", "settled_at")


class ApprovedAnswerSerializer(RowSerializer):
    citation = shown("cited.words")
    wording = shown("current_wording", nullable=True, note="What may be said today.")
    draft = shown("draft_wording", nullable=True, note="Waits for somebody else's approval.")

    class Meta:
        model = ApprovedAnswer
        fields = ("ref", "citation", "title", "wording", "draft", "retired_at", "retired_because")


class RecordGuidance(Input):
    participant = RefField(Participant)
    section = serializers.CharField(max_length=80, help_text="Such as 16.12.1, or NOG 3.2 for another document.")
    wording = serializers.CharField(max_length=LONGEST)
    way = serializers.ChoiceField(choices=[one for one in GuidanceBy.choices if one[0] != GuidanceBy.ANSWER])
    mark = serializers.ChoiceField(
        choices=[one for one in Mark.choices if one[0] != Mark.MENTIONED], required=False, allow_blank=True
    )
    because = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class SettleReview(Reason):
    outcome = serializers.ChoiceField(choices=ReviewOutcome.choices)


class RedraftAnswer(Input):
    wording = serializers.CharField(max_length=LONGEST)


class DraftAnswer(RedraftAnswer):
    section = serializers.CharField(max_length=80)
    title = serializers.CharField(max_length=160)


class GuidanceFilters(OfSectionFilters):
    stand = django_filters.ChoiceFilter(choices=Stand.choices)


class GuidanceViewSet(ScopedViewSet):
    """What participants were told on sections of the rules; no wording names one."""

    model = Guidance
    serializer_class = GuidanceSerializer
    filterset_class = GuidanceFilters
    orders = {"given_at": ("given_at", "id")}
    search_fields = ("wording",)
    subject = "guidance"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .told_to(user)
            .annotate(by_name=F("given_by__name"), earlier_ref=F("earlier__ref"), answer_ref=F("approved__answer__ref"))
        )

    create = creates(guiding.record_guidance, RecordGuidance, GuidanceSerializer, asks=permissions.can_write_issues)


class GuidanceReviewFilters(Filters):
    state = django_filters.ChoiceFilter(choices=ReviewState.choices)


class OfItself(ScopedViewSet):
    def owner(self, row: Any) -> Any:
        """The permission asks about the row itself."""
        return row


class GuidanceReviewViewSet(OfItself):
    """Answers that differ, and what came of it."""

    model = GuidanceReview
    serializer_class = GuidanceReviewSerializer
    filterset_class = GuidanceReviewFilters
    orders = {"opened_at": ("opened_at", "id")}
    subject = "review"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user).select_related("guidance", "earlier")
        return rows.annotate(guidance_ref=F("guidance__ref"), earlier_ref=F("earlier__ref"))

    settle = verb(
        "settle",
        guidance_reviews.settle_review,
        SettleReview,
        GuidanceReviewSerializer,
        asks=permissions.can_settle_review,
    )


class ApprovedAnswerViewSet(OfItself):
    """What everybody is told on a section. Said word for word, it counts as the same."""

    model = ApprovedAnswer
    serializer_class = ApprovedAnswerSerializer
    filterset_class = OfSectionFilters
    orders = {"section": ("path", "id")}
    search_fields = ("title",)
    subject = "answer"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).worded()

    drafts = {"asks": lambda user, answer: permissions.can_draft_answers(user)}
    judges = {"asks": lambda user, answer: permissions.can_judge_guidance(user)}
    create = creates(
        approved_answers.draft_answer, DraftAnswer, ApprovedAnswerSerializer, asks=permissions.can_draft_answers
    )
    redraft = verb("redraft", approved_answers.redraft_answer, RedraftAnswer, ApprovedAnswerSerializer, **drafts)
    approve = verb("approve", approved_answers.approve_answer, NoInput, ApprovedAnswerSerializer, **judges)
    discard = verb("discard", approved_answers.discard_draft, Reason, ApprovedAnswerSerializer, **drafts)
    retire = verb("retire", approved_answers.retire_answer, Reason, ApprovedAnswerSerializer, **judges)
