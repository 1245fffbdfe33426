"""/api/v1/follow-ups/: for the staff only; participants find an empty list and no row."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import follow_up_steps as steps
from participants.actions import follow_ups as actions
from participants.api.shared import OfParticipant, OfParticipantFilters, OptionalReason, Reason, colleagues
from participants.choices import FollowUpState
from participants.models import FollowUp, Participant
from participants.rules.follow_up_days import MOST_DAYS
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import changes, creates, verb

LONGEST = 4000


class FollowUpSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    responsible = shown("person_ref")
    responsible_name = shown("colleague_name")

    class Meta:
        model = FollowUp
        fields = (
            "ref",
            "participant",
            "participant_name",
            "title",
            "note",
            "responsible",
            "responsible_name",
            "due_on",
            "state",
            "waiting_for",
            "done_at",
            "outcome",
            "created_at",
        )


class Term(Input):
    due_on = DayField(required=False, allow_null=True, help_text="Either this day; a day off becomes the next one.")
    in_days = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="Or so many Business Days from today.",
    )


class ChangeFollowUp(Input):
    title = serializers.CharField(max_length=160)
    note = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class AddFollowUp(Term, ChangeFollowUp):
    participant = RefField(Participant)
    responsible = RefField(colleagues, required=False, allow_null=True, help_text="The account manager, unless given.")


class Postpone(Term):
    reason = serializers.CharField(max_length=1000)


class Wait(Input):
    waiting_for = serializers.CharField(max_length=200)


class Finish(Input):
    outcome = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class HandOverFollowUp(OptionalReason):
    responsible = RefField(colleagues)


class FollowUpFilters(OfParticipantFilters):
    responsible = django_filters.CharFilter(field_name="responsible__ref", help_text="Reference of the person.")
    state = django_filters.ChoiceFilter(choices=FollowUpState.choices)
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_until = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")


class FollowUpViewSet(OfParticipant):
    """What the staff promised to do about participants, each with a deadline that can be explained."""

    model = FollowUp
    serializer_class = FollowUpSerializer
    filterset_class = FollowUpFilters
    orders = {"due_on": ("due_on", "id"), "created_at": ("id",)}
    search_fields = ("title",)
    subject = "follow_up"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .select_related("participant")
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                person_ref=F("responsible__ref"),
                colleague_name=F("responsible__name"),
            )
        )

    def owner(self, row: FollowUp) -> FollowUp:
        """The permission asks about the follow-up itself: whoever is responsible may move it along too."""
        return row

    asked = {"asks": permissions.can_work_on}
    create = creates(actions.add_follow_up, AddFollowUp, FollowUpSerializer, asks=permissions.can_write_follow_ups)
    partial_update = changes(actions.change_follow_up, ChangeFollowUp, FollowUpSerializer, **asked)
    hand_over = verb("hand-over", actions.hand_over_follow_up, HandOverFollowUp, FollowUpSerializer, **asked)
    postpone = verb("postpone", steps.postpone_follow_up, Postpone, FollowUpSerializer, **asked)
    wait = verb("wait", steps.wait_follow_up, Wait, FollowUpSerializer, **asked)
    resume = verb("resume", steps.resume_follow_up, Term, FollowUpSerializer, **asked)
    finish = verb("finish", steps.finish_follow_up, Finish, FollowUpSerializer, **asked)
    cancel = verb("cancel", steps.cancel_follow_up, Reason, FollowUpSerializer, **asked)
