"""/api/v1/meetings/: planned by the staff; participants' users read what they are invited to themselves, and answer."""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import meetings as actions
from participants.actions.interactions import LONGEST
from participants.actions.meeting_answers import ANSWERS, LONGEST_REMARK, answer_own
from participants.api.shared import OfParticipant, OfParticipantFilters, Reason, colleagues
from participants.choices import GuestAnswer, MeetingState, Topic
from participants.models import Contact, Interaction, Meeting, MeetingGuest, Participant
from participants.rules.follow_up_days import MOST_DAYS
from portal.rest.serializers import DayField, Input, MomentField, RefField, RefList, RowSerializer, seen, shown
from portal.rest.views import changes, creates, verb


class MeetingGuestSerializer(RowSerializer):
    class Meta:
        model = MeetingGuest
        fields = ("ref", "name", "address", "answer", "answered_at", "way", "remark")


class MeetingSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    organizer = shown("organizer_name")
    guests = MeetingGuestSerializer(many=True, read_only=True)
    interaction = shown("interaction_ref", nullable=True)

    class Meta:
        model = Meeting
        fields = (
            "ref",
            "participant",
            "participant_name",
            "title",
            "agenda",
            "starts_at",
            "ends_at",
            "place",
            "topics",
            "organizer",
            "state",
            "sequence",
            "guests",
            "interaction",
            "created_at",
        )
        staff_only = ("interaction",)


class ChangeMeeting(Input):
    title = serializers.CharField(max_length=160)
    starts_at = MomentField()
    ends_at = MomentField()
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    agenda = serializers.CharField(max_length=actions.LONGEST_AGENDA, required=False, allow_blank=True)
    topics = serializers.ListField(child=serializers.ChoiceField(choices=Topic.choices), required=False, max_length=20)
    contacts = RefList(Contact, required=False)
    colleagues = RefList(colleagues, required=False, help_text="The organizer comes as well.")


class PlanMeeting(ChangeMeeting):
    participant = RefField(Participant)


class HoldMeeting(Input):
    summary = serializers.CharField(max_length=LONGEST)
    follow_up = serializers.CharField(max_length=160, required=False, help_text="What is to be done next, if anything.")
    due_on = DayField(required=False, allow_null=True)
    in_days = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_DAYS)


class AnswerMeeting(Input):
    answer = serializers.ChoiceField(choices=[(one, GuestAnswer(one).label) for one in ANSWERS])
    remark = serializers.CharField(max_length=LONGEST_REMARK, required=False, allow_blank=True)


class MeetingFilters(OfParticipantFilters):
    state = django_filters.ChoiceFilter(choices=MeetingState.choices)
    starts_from = django_filters.IsoDateTimeFilter(field_name="starts_at", lookup_expr="gte")
    starts_until = django_filters.IsoDateTimeFilter(field_name="starts_at", lookup_expr="lt")


class MeetingViewSet(OfParticipant):
    """Meetings with participants, and who comes."""

    model = Meeting
    serializer_class = MeetingSerializer
    filterset_class = MeetingFilters
    orders = {"starts_at": ("starts_at", "id"), "created_at": ("id",)}
    search_fields = ("title",)
    subject = "meeting"

    def rows(self, user: Any) -> QuerySet:
        guests = MeetingGuest.objects.visible_to(user).invited().order_by("name", "id")
        return (
            super()
            .rows(user)
            .select_related("participant")
            .prefetch_related(Prefetch("guests", guests))
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                interaction_ref=seen(user, Interaction, "interaction"),
            )
        )

    def owner(self, row: Meeting) -> Meeting:
        """The permission asks about the meeting itself: its organizer changes it, its guests answer."""
        return row

    asked = {"asks": permissions.can_change_meeting}
    create = creates(actions.plan_meeting, PlanMeeting, MeetingSerializer)
    partial_update = changes(actions.change_meeting, ChangeMeeting, MeetingSerializer, **asked)
    cancel = verb("cancel", actions.cancel_meeting, Reason, MeetingSerializer, **asked)
    hold = verb("hold", actions.hold_meeting, HoldMeeting, MeetingSerializer, **asked)
    respond = verb("respond", answer_own, AnswerMeeting, MeetingSerializer, asks=permissions.can_answer_own)
