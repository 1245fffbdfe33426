"""/api/v1/hand-overs/, /hand-over-notes/, /hand-over-lines/ and /coverage-gaps/: the staff's own."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from accounts.models import User
from participants import permissions
from participants.actions import hand_over_dates as dates
from participants.actions import hand_overs as actions
from participants.actions.taking_back import take_back_hand_over
from participants.api.assignments import accepted
from participants.api.shared import (
    Nothing,
    OfParticipant,
    OfParticipantFilters,
    OptionalReason,
    at_large,
    colleagues,
)
from participants.choices import GapReason, HandOverKind, HandOverState
from participants.models import CoverageGap, HandOver, HandOverLine, HandOverNote, Participant
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RefField, RefList, RowSerializer, shown
from portal.rest.views import ScopedViewSet, changes, creates, verb

LONGEST = 4000


class HandOverSerializer(RowSerializer):
    person = shown("person_ref")
    person_name = shown("handing_name")
    receiver = shown("receiver_ref")
    receiver_name = shown("taking_name")

    class Meta:
        model = HandOver
        fields = (
            "ref",
            "kind",
            "state",
            "person",
            "person_name",
            "receiver",
            "receiver_name",
            "starts_on",
            "ends_on",
            "whole",
            "note",
            "trouble",
            "prepared_at",
            "begun_at",
            "returned_at",
            "closed_at",
        )


def everybody_of_the_staff(user: Any) -> QuerySet:
    """Whose work can be handed over: also that of colleagues whose account is closed."""
    return User.objects.visible_to(user).filter(is_staff=True) if user.is_staff else User.objects.none()


class PrepareHandOver(Input):
    person = RefField(everybody_of_the_staff)
    receiver = RefField(colleagues)
    kind = serializers.ChoiceField(choices=HandOverKind.choices)
    starts_on = DayField()
    ends_on = DayField(required=False, allow_null=True, help_text="The last day; none for a permanent one.")
    note = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    accepted_because = accepted()
    participants = RefList(Participant, required=False, help_text="Only these; without any, all.")


class HandOverFilters(Filters):
    person = django_filters.CharFilter(field_name="person__ref")
    receiver = django_filters.CharFilter(field_name="receiver__ref")
    kind = django_filters.ChoiceFilter(choices=HandOverKind.choices)
    state = django_filters.ChoiceFilter(choices=HandOverState.choices)


class HandOverViewSet(ScopedViewSet):
    """Work handed over for an absence, for some days or for good; it begins and comes back by itself."""

    model = HandOver
    serializer_class = HandOverSerializer
    filterset_class = HandOverFilters
    orders = {"starts_on": ("starts_on", "id"), "created_at": ("id",)}
    subject = "hand_over"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                person_ref=F("person__ref"),
                handing_name=F("person__name"),
                receiver_ref=F("receiver__ref"),
                taking_name=F("receiver__name"),
            )
        )

    def owner(self, row: HandOver) -> HandOver:
        return row

    asked = {"asks": permissions.can_change_hand_over}
    create = creates(
        actions.prepare_hand_over, PrepareHandOver, HandOverSerializer, asks=permissions.can_prepare_hand_overs
    )
    gather = verb("gather", actions.gather_anew, Nothing, HandOverSerializer, **asked)
    call_off = verb("call-off", actions.call_off_hand_over, OptionalReason, HandOverSerializer, **asked)
    stand_by = verb(
        "stand-by", actions.stand_by_hand_over, Nothing, HandOverSerializer, asks=permissions.can_stand_by_hand_over
    )
    come_back = verb("come-back", actions.come_back, Nothing, HandOverSerializer, **asked)
    close = verb("close", actions.close_hand_over, Nothing, HandOverSerializer, asks=permissions.can_close_hand_over)
    take_back = verb(
        "take-back", take_back_hand_over, Nothing, HandOverSerializer, asks=at_large(permissions.can_assign)
    )


class OfHandOver(OfParticipant):
    """A part of a hand-over, on which the permission to change it depends."""

    def rows(self, user: Any) -> QuerySet:
        named = {"participant_ref": F("participant__ref"), "participant_name_": F("participant__name")}
        rows = super().rows(user).select_related("hand_over")
        return rows.annotate(hand_over_ref=F("hand_over__ref"), **named)

    def owner(self, row: Any) -> HandOver:
        return row.hand_over


class OfHandOverFilters(OfParticipantFilters):
    hand_over = django_filters.CharFilter(field_name="hand_over__ref", help_text="Reference of the hand-over.")


class HandOverNoteSerializer(RowSerializer):
    hand_over = shown("hand_over_ref")
    participant = shown("participant_ref")
    participant_name = shown("participant_name_")

    class Meta:
        model = HandOverNote
        fields = ("ref", "hand_over", "participant", "participant_name", "note", "told_at")


class WriteHandOverNote(Input):
    text = serializers.CharField(max_length=LONGEST, allow_blank=True)


class HandOverNoteViewSet(OfHandOver):
    """The participants of a hand-over, each with what whoever takes over should know of it."""

    model = HandOverNote
    serializer_class = HandOverNoteSerializer
    filterset_class = OfHandOverFilters
    subject = "note"
    partial_update = changes(
        actions.note_on_hand_over,
        WriteHandOverNote,
        HandOverNoteSerializer,
        asks=permissions.can_change_hand_over,
    )


class HandOverLineSerializer(RowSerializer):
    hand_over = shown("hand_over_ref")
    participant = shown("participant_ref")
    participant_name = shown("participant_name_")

    class Meta:
        model = HandOverLine
        fields = (
            "ref",
            "hand_over",
            "participant",
            "participant_name",
            "source",
            "subject_ref",
            "what",
            "due_on",
            "came_in",
            "state_at_begin",
            "state_at_return",
            "still_open",
            "to_decide",
            "choice",
            "new_due",
            "reason",
        )


class MoveDate(Input):
    due_on = DayField(help_text="The day the successor can keep.")
    reason = serializers.CharField(max_length=1000)


class HandOverLineFilters(OfHandOverFilters):
    to_decide = django_filters.BooleanFilter()
    still_open = django_filters.BooleanFilter()
    came_in = django_filters.BooleanFilter()


class HandOverLineViewSet(OfHandOver):
    """What was open when it was handed over, what came in meanwhile, and what was decided about each day."""

    model = HandOverLine
    serializer_class = HandOverLineSerializer
    filterset_class = HandOverLineFilters
    subject = "line"
    decided = {"asks": permissions.can_decide_dates}
    keep_date = verb("keep-date", dates.keep_date, OptionalReason, HandOverLineSerializer, **decided)
    move_date = verb("move-date", dates.move_date, MoveDate, HandOverLineSerializer, **decided)


class CoverageGapSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    person = shown("person_ref", nullable=True, note="Who was responsible before.")

    class Meta:
        model = CoverageGap
        fields = ("ref", "participant", "participant_name", "reason", "first_day", "person", "found_at", "closed_at")


class CoverageGapFilters(OfParticipantFilters):
    reason = django_filters.ChoiceFilter(choices=GapReason.choices)
    open = django_filters.BooleanFilter(field_name="closed_at", lookup_expr="isnull")


class CoverageGapViewSet(OfParticipant):
    """Participants nobody is responsible for, today or within five Business Days; they close by themselves."""

    model = CoverageGap
    serializer_class = CoverageGapSerializer
    filterset_class = CoverageGapFilters
    orders = {"first_day": ("first_day", "id"), "created_at": ("id",)}

    def rows(self, user: Any) -> QuerySet:
        named = {"participant_ref": F("participant__ref"), "owner_name": F("participant__name")}
        return super().rows(user).annotate(person_ref=F("person__ref"), **named)
