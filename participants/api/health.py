"""/api/v1/relationship-health/ and /health-measures/: how relationships stand and by what; for the staff only."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.actions.health_overrides import override_health, take_back_override
from participants.api.reference_catalogs import ENTRY, EntrySerializer, EntryViewSet, Rule
from participants.api.shared import OptionalReason
from participants.choices.health import HealthMark
from participants.models import HealthMeasure, Participant
from participants.permissions.health import can_override_health
from participants.querysets.health import SEES, shown_mark
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RowSerializer, shown
from portal.rest.views import ScopedViewSet, verb
from portal.scoping.today import market_day


class HealthFactSerializer(serializers.Serializer):
    text = serializers.CharField()
    ref = serializers.CharField(help_text="Reference of the row; empty where it has none.")
    date = serializers.CharField(help_text="Its day; empty where it has none.")


class HealthReasonSerializer(serializers.Serializer):
    """One measure of a relationship."""

    code = serializers.CharField(help_text="Of the catalog of measures.")
    name = serializers.CharField()
    value = serializers.IntegerField(allow_null=True, help_text="0 to 100; null where there is nothing to judge.")
    share = serializers.IntegerField(help_text="What it counts in the score, in percent.")
    words = serializers.CharField()
    sample = serializers.IntegerField(help_text="How many things were looked at.")
    newest = serializers.CharField(help_text="The day of the latest of them; empty where there is none.")
    stale = serializers.BooleanField(help_text="What it rests on is old.")
    facts = HealthFactSerializer(many=True)
    more = serializers.IntegerField(help_text="Rows that are not among the facts.")


class HealthSerializer(RowSerializer):
    day = serializers.DateField(source="health.day", read_only=True, help_text="When it was reckoned last.")
    score = serializers.IntegerField(source="health.score", read_only=True, allow_null=True)
    mark = serializers.ChoiceField(
        source="health.mark",
        choices=HealthMark.choices,
        read_only=True,
        help_text="As reckoned; empty without a score.",
    )
    judged = serializers.IntegerField(
        source="health.judged", read_only=True, help_text="Percent of all weights that could be judged."
    )
    measures = serializers.SerializerMethodField()
    override_mark = shown("held_mark", nullable=True, note="Set by hand and in force.")
    override_comment = shown("held_comment", nullable=True)
    override_by = shown("held_by", nullable=True)
    override_until = serializers.DateField(source="held_until", read_only=True, allow_null=True)

    class Meta:
        model = Participant
        fields = (
            "ref",
            "name",
            "day",
            "score",
            "mark",
            "judged",
            "measures",
            "override_mark",
            "override_comment",
            "override_by",
            "override_until",
        )

    @extend_schema_field(HealthReasonSerializer(many=True))
    def get_measures(self, participant: Any) -> list[dict[str, Any]]:
        """What the score is made of, with the rows behind it."""
        return HealthReasonSerializer(participant.health.measures, many=True).data


def _held(today: date) -> dict[str, Any]:
    """The mark set by hand, as far as it holds."""
    holds = FilteredRelation("health__override", condition=Q(health__override__expires_on__gte=today))
    named = {"mark": "mark", "comment": "comment", "by": "by__ref", "until": "expires_on"}
    return {"held": holds} | {f"held_{name}": F(f"held__{column}") for name, column in named.items()}


class OverrideHealth(Input):
    mark = serializers.ChoiceField(choices=HealthMark.choices)
    comment = serializers.CharField(max_length=500)
    expires_on = DayField(required=False, allow_null=True, help_text="The last day; or give `in_days`.")
    in_days = serializers.IntegerField(required=False, allow_null=True, help_text="So many Business Days from now.")


class HealthFilters(Filters):
    mark = django_filters.ChoiceFilter(choices=HealthMark.choices, field_name="shown", help_text="As it is shown.")
    score_below = django_filters.NumberFilter(field_name="health__score", lookup_expr="lt")
    overridden = django_filters.BooleanFilter(field_name="held_mark", lookup_expr="isnull", exclude=True)


class RelationshipHealthViewSet(ScopedViewSet):
    """One row a participant whose relationship was reckoned, named by the participant's reference."""

    model = Participant
    serializer_class = HealthSerializer
    filterset_class = HealthFilters
    orders = {"score": ("health__standing", "id"), "name": ("name", "id")}
    search_fields = ("name",)
    subject = "participant"

    def rows(self, user: Any) -> QuerySet:
        if not user.is_staff or not user.can(SEES):
            return Participant.objects.none()
        rows = Participant.objects.visible_to(user).filter(health__day__isnull=False)
        today = market_day(timezone.now())
        return rows.select_related("health").annotate(shown=shown_mark("health__"), **_held(today))

    def owner(self, row: Participant) -> Participant:
        return row

    override = verb("override", override_health, OverrideHealth, HealthSerializer, asks=can_override_health)
    take_back = verb("take-back", take_back_override, OptionalReason, HealthSerializer, asks=can_override_health)


class HealthMeasureSerializer(EntrySerializer):
    terms = Rule(read_only=True, help_text="Its numbers by name.")

    class Meta:
        model = HealthMeasure
        fields = ("code", "name", "about", "kind", "weight", "terms", *ENTRY)


class HealthMeasureViewSet(EntryViewSet):
    """By what relationships are judged; for the staff alone."""

    model = HealthMeasure
    serializer_class = HealthMeasureSerializer
    search_fields = ("code", "name")

    def rows(self, user: Any) -> QuerySet:
        return HealthMeasure.objects.visible_to(user)
