"""/api/v1/assignments/"""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import assignments as actions
from participants.api.shared import DatedFilters, LastDay, OfParticipant, OfParticipantFilters, at_large, colleagues
from participants.choices import AssignmentKind
from participants.models import Assignment, Participant
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import creates, verb


class AssignmentSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    person = shown("person_ref")
    person_name = shown("colleague_name")
    person_email = shown("colleague_email")
    person_phone = shown("colleague_phone")

    class Meta:
        model = Assignment
        fields = (
            "ref",
            "participant",
            "participant_name",
            "person",
            "person_name",
            "person_email",
            "person_phone",
            "kind",
            "starts_on",
            "ends_on",
        )


def accepted() -> serializers.CharField:
    told = "Why the person looks after a participant that is marked above the person's level."
    return serializers.CharField(max_length=300, required=False, allow_blank=True, help_text=told)


class Assign(Input):
    participant = RefField(Participant)
    person = RefField(colleagues)
    kind = serializers.ChoiceField(choices=AssignmentKind.choices)
    starts_on = DayField()
    ends_on = DayField(required=False, allow_null=True)
    accepted_because = accepted()


class Replace(Input):
    successor = RefField(colleagues)
    starts_on = DayField(help_text="The present one ends the day before.")
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    accepted_because = accepted()


class EndAssignment(LastDay):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class AssignmentFilters(OfParticipantFilters, DatedFilters):
    person = django_filters.CharFilter(field_name="person__ref")
    kind = django_filters.ChoiceFilter(choices=AssignmentKind.choices)


class AssignmentViewSet(OfParticipant):
    """Who of the operator's staff is or was responsible; `?on=2026-03-03` tells for one day."""

    model = Assignment
    serializer_class = AssignmentSerializer
    filterset_class = AssignmentFilters
    orders = {"created_at": ("id",), "starts_on": ("starts_on", "id")}
    subject = "assignment"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                person_ref=F("person__ref"),
                colleague_name=F("person__name"),
                colleague_email=F("person__email"),
                colleague_phone=F("person__phone"),
            )
        )

    create = creates(actions.assign, Assign, AssignmentSerializer, asks=permissions.can_assign)
    end = verb(
        "end", actions.end_assignment, EndAssignment, AssignmentSerializer, asks=at_large(permissions.can_assign)
    )
    replace = verb(
        "replace",
        actions.replace_assignment,
        Replace,
        AssignmentSerializer,
        asks=at_large(permissions.can_assign),
    )
