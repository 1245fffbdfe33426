"""/api/v1/held-answers/: answers that wait for the mentor's release; for the staff only."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone
from rest_framework import serializers

from accounts.mentor_permissions import can_release_for
from issues.actions import held_answers as actions
from issues.actions.speaking import MOST
from issues.choices import HeldState
from issues.models import HeldAnswer
from participants.api.shared import OfParticipantFilters
from portal.lifecycle.refusals import Allowed, Answer
from portal.rest.serializers import Input, RowSerializer, shown
from portal.rest.views import ScopedViewSet, verb


class HeldAnswerSerializer(RowSerializer):
    issue = shown("issue_ref")
    participant = shown("participant_ref")
    author = shown("author_ref")
    mentor = shown("mentor_ref")
    topic = shown("topic_code")

    class Meta:
        model = HeldAnswer
        fields = (
            "ref",
            "issue",
            "participant",
            "author",
            "mentor",
            "topic",
            "text",
            "move",
            "cause",
            "because",
            "state",
            "held_at",
            "decided_at",
            "released_text",
            "coaching",
        )


class ReleaseHeldAnswer(Input):
    text = serializers.CharField(
        max_length=MOST, required=False, allow_blank=True, help_text="As the mentor changed it; empty: as written."
    )
    coaching = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    override_reason = serializers.CharField(max_length=300, required=False, allow_blank=True)


class ReturnHeldAnswer(Input):
    coaching = serializers.CharField(max_length=5000)


class WithdrawHeldAnswer(Input):
    """Nothing needs to be said."""


class HeldAnswerFilters(OfParticipantFilters):
    issue = django_filters.CharFilter(field_name="issue__ref", help_text="Reference of the issue.")
    author = django_filters.CharFilter(field_name="author__ref", help_text="Reference of the person.")
    state = django_filters.ChoiceFilter(choices=HeldState.choices)


def releasing(user: Any, held: HeldAnswer) -> Answer:
    return can_release_for(user, held.author, timezone.now())


def taking_back(user: Any, held: HeldAnswer) -> Answer:
    return Allowed() if held.author_id == user.pk else actions.ONLY_AUTHOR


class HeldAnswerViewSet(ScopedViewSet):
    """Answers on complex matters by colleagues who are not signed off for the topic; nobody outside sees them."""

    model = HeldAnswer
    serializer_class = HeldAnswerSerializer
    filterset_class = HeldAnswerFilters
    orders = {"held_at": ("held_at", "id")}
    subject = "held"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .select_related("author", "issue", "participant")
            .annotate(
                issue_ref=F("issue__ref"),
                participant_ref=F("participant__ref"),
                author_ref=F("author__ref"),
                mentor_ref=F("mentor__ref"),
                topic_code=F("topic__code"),
            )
        )

    def owner(self, row: HeldAnswer) -> HeldAnswer:
        """The permissions ask about the answer itself."""
        return row

    release = verb("release", actions.release_answer, ReleaseHeldAnswer, HeldAnswerSerializer, asks=releasing)
    send_back = verb("send-back", actions.return_answer, ReturnHeldAnswer, HeldAnswerSerializer, asks=releasing)
    withdraw = verb("withdraw", actions.withdraw_answer, WithdrawHeldAnswer, HeldAnswerSerializer, asks=taking_back)
