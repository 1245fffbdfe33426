"""/api/v1/answer-reviews/: reviews of what participants were told; for author, reviewer and supervisors only."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from accounts.models import Topic
from issues.actions import coaching as actions
from issues.actions.coaching_draw import ask_review
from issues.api.issue_inputs import workers
from issues.choices.coaching import AnswerReviewState, CoachingWord, Grade
from issues.models import AnswerReview, CoachingPoint, Comment, ReviewMark
from issues.permissions import coaching as permissions
from participants.api.shared import OfParticipantFilters, Reason
from participants.models import Letter
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb


class ReviewMarkSerializer(RowSerializer):
    criterion = shown("criterion.code")

    class Meta:
        model = ReviewMark
        fields = ("criterion", "grade")


class CoachingPointSerializer(RowSerializer):
    topic = shown("topic.code", nullable=True)

    class Meta:
        model = CoachingPoint
        fields = ("ref", "word", "topic", "text")


class AnswerReviewSerializer(RowSerializer):
    participant = shown("participant_ref")
    answer = shown("comment_ref", nullable=True)
    issue = shown("issue_ref", nullable=True)
    letter = shown("letter_ref", nullable=True)
    author = shown("author_ref")
    reviewer = shown("reviewer_ref")
    topic = shown("topic_code", nullable=True)
    marks = ReviewMarkSerializer(many=True, read_only=True)
    points = CoachingPointSerializer(many=True, read_only=True)

    class Meta:
        model = AnswerReview
        fields = (
            "ref",
            "participant",
            "answer",
            "issue",
            "letter",
            "author",
            "reviewer",
            "topic",
            "week",
            "because",
            "state",
            "drawn_at",
            "reviewed_at",
            "summary",
            "marks",
            "points",
            "settled_at",
            "reply",
            "reason",
        )


class AskAnswerReview(Input):
    """Either an answer in an issue or a letter."""

    comment = RefField(Comment, required=False, help_text="Reference of the answer.")
    letter = RefField(Letter, required=False)
    because = serializers.CharField(max_length=300)


class MarkInput(Input):
    criterion = serializers.CharField(max_length=30, help_text="Code of the criterion.")
    grade = serializers.ChoiceField(choices=Grade.choices)


class PointInput(Input):
    word = serializers.ChoiceField(choices=CoachingWord.choices)
    text = serializers.CharField(max_length=5000)
    topic = RefField(Topic, name="code", required=False, help_text="Code of the topic; that of the answer by default.")


class RecordAnswerReview(Input):
    marks = MarkInput(many=True)
    points = PointInput(many=True, required=False)
    summary = serializers.CharField(max_length=5000, required=False, allow_blank=True)

    def validate_marks(self, given: list[dict[str, Any]]) -> dict[str, int]:
        return {one["criterion"]: int(one["grade"]) for one in given}

    def validate_points(self, given: list[dict[str, Any]]) -> list[actions.Point]:
        return [(one["word"], one["text"], one.get("topic")) for one in given]


class AcknowledgeAnswerReview(Input):
    reply = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class HandOnAnswerReview(Input):
    reviewer = RefField(workers, help_text="Reference of the person.")


class AnswerReviewFilters(OfParticipantFilters):
    author = django_filters.CharFilter(field_name="author__ref", help_text="Reference of the person.")
    reviewer = django_filters.CharFilter(field_name="reviewer__ref", help_text="Reference of the person.")
    topic = django_filters.CharFilter(field_name="topic__code", help_text="Code of the topic.")
    state = django_filters.ChoiceFilter(choices=AnswerReviewState.choices)


class AnswerReviewViewSet(ScopedViewSet):
    """What the author, the reviewer and supervisors read of reviews; nobody else sees that they are there."""

    model = AnswerReview
    serializer_class = AnswerReviewSerializer
    filterset_class = AnswerReviewFilters
    orders = {"drawn_at": ("drawn_at", "id")}
    subject = "review"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user).select_related("participant", "author", "reviewer")
        return rows.annotate(
            participant_ref=F("participant__ref"),
            comment_ref=F("comment__ref"),
            issue_ref=F("comment__issue__ref"),
            letter_ref=F("letter__ref"),
            author_ref=F("author__ref"),
            reviewer_ref=F("reviewer__ref"),
            topic_code=F("topic__code"),
        ).prefetch_related("marks__criterion", "points__topic")

    def owner(self, row: AnswerReview) -> AnswerReview:
        """The permissions ask about the review itself."""
        return row

    decides = {"asks": permissions.can_decide_review}
    create = creates(ask_review, AskAnswerReview, AnswerReviewSerializer, asks=permissions.can_view_reviews)
    record = verb("record", actions.record_review, RecordAnswerReview, AnswerReviewSerializer, **decides)
    skip = verb("skip", actions.skip_review, Reason, AnswerReviewSerializer, **decides)
    close = verb("close", actions.close_review, Reason, AnswerReviewSerializer, **decides)
    hand_on = verb("hand-on", actions.hand_on_review, HandOnAnswerReview, AnswerReviewSerializer, **decides)
    acknowledge = verb(
        "acknowledge",
        actions.acknowledge_review,
        AcknowledgeAnswerReview,
        AnswerReviewSerializer,
        asks=permissions.can_acknowledge_review,
    )
