"""/api/v1/access-reviews/ and /api/v1/access-review-lines/"""

from typing import Any

import django_filters
from django.db.models import Count, F, Q, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import access_reviews as actions
from participants.api.shared import Nothing, OfParticipant, OfParticipantFilters
from participants.choices import AccessDecision
from participants.models import AccessReview, AccessReviewLine, Participant
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import creates, verb


class AccessReviewSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    people = serializers.IntegerField(read_only=True)
    decided = serializers.IntegerField(read_only=True)

    class Meta:
        model = AccessReview
        fields = ("ref", "participant", "participant_name", "opened_at", "due_on", "attested_at", "people", "decided")


class OpenAccessReview(Input):
    participant = RefField(Participant)


class AccessReviewFilters(OfParticipantFilters):
    open = django_filters.BooleanFilter(field_name="attested_at", lookup_expr="isnull")


class AccessReviewViewSet(OfParticipant):
    """The yearly reviews of who has access. On the participants' side its administrators see and attest them."""

    model = AccessReview
    serializer_class = AccessReviewSerializer
    filterset_class = AccessReviewFilters
    subject = "review"
    orders = {"due_on": ("due_on", "id"), "created_at": ("id",)}

    def rows(self, user: Any) -> QuerySet:
        named = {"participant_ref": F("participant__ref"), "owner_name": F("participant__name")}
        counts = {"people": Count("lines"), "decided": Count("lines", filter=~Q(lines__decision=""))}
        return super().rows(user).annotate(**named, **counts)

    create = creates(actions.open_review, OpenAccessReview, AccessReviewSerializer)
    attest = verb("attest", actions.attest, Nothing, AccessReviewSerializer, asks=permissions.can_edit_people)


class AccessReviewLineSerializer(RowSerializer):
    review = shown("review_ref")
    participant = shown("participant_ref")
    membership = shown("membership_ref")
    person = shown("person_name")

    class Meta:
        model = AccessReviewLine
        fields = ("ref", "review", "participant", "membership", "person", "decision", "decided_at", "reach")


class DecideAccess(Input):
    decision = serializers.ChoiceField(choices=AccessDecision.choices, help_text="`end` ends the access at once.")


class AccessReviewLineFilters(OfParticipantFilters):
    review = django_filters.CharFilter(field_name="review__ref", help_text="Reference of the access review.")
    undecided = django_filters.BooleanFilter(method="still_to_decide", help_text="Only those still to decide.")

    def still_to_decide(self, rows: QuerySet, name: str, asked: bool) -> QuerySet:
        return rows.undecided() if asked else rows.exclude(decision="")


class AccessReviewLineViewSet(OfParticipant):
    """What an access review asks about: one line for each membership that stood when it opened."""

    model = AccessReviewLine
    serializer_class = AccessReviewLineSerializer
    filterset_class = AccessReviewLineFilters
    subject = "line"

    def rows(self, user: Any) -> QuerySet:
        named = {"review_ref": F("review__ref"), "participant_ref": F("participant__ref")}
        named |= {"membership_ref": F("membership__ref"), "person_name": F("membership__user__name")}
        return super().rows(user).annotate(**named)

    decide = verb("decide", actions.decide, DecideAccess, AccessReviewLineSerializer, asks=permissions.can_edit_people)
