"""/api/v1/interactions/: for the staff only; participants find an empty list and no row."""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import interactions as actions
from participants.api.shared import OfParticipant, OfParticipantFilters, Reason, colleagues
from participants.choices import ContactChannel, PlanSide, Topic
from participants.models import Contact, Interaction, InteractionPerson, Participant
from participants.rules.follow_up_days import MOST_DAYS
from portal.rest.serializers import DayField, Input, MomentField, RefField, RefList, RowSerializer, shown
from portal.rest.views import changes, creates, verb


class InteractionPersonSerializer(RowSerializer):
    contact = shown("contact.ref", nullable=True)
    colleague = shown("colleague.ref", nullable=True)

    class Meta:
        model = InteractionPerson
        fields = ("name", "contact", "colleague")


class InteractionSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    people = InteractionPersonSerializer(many=True, read_only=True)
    follow_up = shown("follow_up_ref", nullable=True)
    written_by = shown("writer_ref")
    written_by_name = shown("writer_name")

    class Meta:
        model = Interaction
        fields = (
            "ref",
            "participant",
            "participant_name",
            "channel",
            "side",
            "happened_at",
            "minutes",
            "topics",
            "summary",
            "about",
            "people",
            "follow_up",
            "written_by",
            "written_by_name",
            "struck_at",
            "created_at",
        )


class ChangeInteraction(Input):
    summary = serializers.CharField(max_length=actions.LONGEST)
    channel = serializers.ChoiceField(choices=ContactChannel.choices, required=False)
    side = serializers.ChoiceField(choices=PlanSide.choices, required=False, help_text="Who began it.")
    happened_at = MomentField(required=False, help_text="Now, unless given.")
    minutes = serializers.IntegerField(min_value=0, max_value=actions.MOST_MINUTES, required=False)
    topics = serializers.ListField(child=serializers.ChoiceField(choices=Topic.choices), required=False, max_length=20)
    contacts = RefList(Contact, required=False)
    colleagues = RefList(colleagues, required=False, help_text="Whoever writes it down is among them.")


class LogInteraction(ChangeInteraction):
    participant = RefField(Participant)
    about = serializers.CharField(max_length=20, required=False, help_text="Reference of an issue, say.")
    follow_up = serializers.CharField(max_length=160, required=False, help_text="What is to be done next, if anything.")
    due_on = DayField(required=False, allow_null=True)
    in_days = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_DAYS)


class InteractionFilters(OfParticipantFilters):
    channel = django_filters.ChoiceFilter(choices=ContactChannel.choices)
    topic = django_filters.ChoiceFilter(choices=Topic.choices, method="about_topic")
    written_by = django_filters.CharFilter(field_name="written_by__ref", help_text="Reference of the person.")
    contact = django_filters.CharFilter(field_name="people__contact__ref", help_text="Reference of a contact.")
    about = django_filters.CharFilter(help_text="Reference of what it was about.")
    happened_from = django_filters.IsoDateTimeFilter(field_name="happened_at", lookup_expr="gte")
    happened_until = django_filters.IsoDateTimeFilter(field_name="happened_at", lookup_expr="lt")

    def about_topic(self, rows: QuerySet, name: str, topic: str) -> QuerySet:
        return rows.filter(topics__contains=[topic])


class InteractionViewSet(OfParticipant):
    """Calls, meetings, visits and e-mails with participants, as the staff took them down."""

    model = Interaction
    serializer_class = InteractionSerializer
    filterset_class = InteractionFilters
    orders = {"happened_at": ("happened_at", "id"), "created_at": ("id",)}
    search_fields = ("summary",)
    subject = "interaction"

    def rows(self, user: Any) -> QuerySet:
        people = InteractionPerson.objects.select_related("contact", "colleague")
        return (
            super()
            .rows(user)
            .select_related("participant")
            .prefetch_related(Prefetch("people", people))
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                follow_up_ref=F("follow_up__ref"),
                writer_ref=F("written_by__ref"),
                writer_name=F("written_by__name"),
            )
        )

    def owner(self, row: Interaction) -> Interaction:
        """The permission asks about the interaction itself: whoever wrote it down corrects it."""
        return row

    asked = {"asks": permissions.can_correct}
    create = creates(
        actions.log_interaction, LogInteraction, InteractionSerializer, asks=permissions.can_log_interactions
    )
    partial_update = changes(actions.change_interaction, ChangeInteraction, InteractionSerializer, **asked)
    strike = verb("strike", actions.strike_interaction, Reason, InteractionSerializer, **asked)
