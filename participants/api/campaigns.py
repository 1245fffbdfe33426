"""/api/v1/campaigns/: how far all obligations of one type and period are; for the staff."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants import permissions
from participants.actions import obligations as actions
from participants.models import Campaign, ObligationType
from participants.reports import Figures, campaign_by_manager, campaign_figures
from portal.rest.filters import Filters
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates
from portal.scoping.today import market_day


class FiguresSerializer(serializers.Serializer):
    """How many obligations are in which state; `late` ones are among the owed."""

    total = serializers.IntegerField()
    owed = serializers.IntegerField()
    late = serializers.IntegerField()
    returned = serializers.IntegerField()
    submitted = serializers.IntegerField()
    accepted = serializers.IntegerField()
    excused = serializers.IntegerField()
    canceled = serializers.IntegerField()
    percent_filed = serializers.IntegerField()


class ManagerFiguresSerializer(serializers.Serializer):
    """The part of one account manager; without a reference: of nobody."""

    ref = serializers.CharField(help_text="Reference of the person.")
    name = serializers.CharField()
    figures = FiguresSerializer()


class CampaignSerializer(RowSerializer):
    type = shown("type.code")
    type_name = shown("type.name")
    figures = serializers.SerializerMethodField()

    class Meta:
        model = Campaign
        fields = ("ref", "type", "type_name", "period", "opens_on", "due_on", "figures", "created_at")

    @extend_schema_field(FiguresSerializer)
    def get_figures(self, row: Campaign) -> dict[str, int]:
        """Counted for the whole page at once where a list is shown."""
        known = self.context.get("figures")
        if known is None:
            known = campaign_figures([row], self.context["request"].user, market_day(timezone.now()))
        return FiguresSerializer(known.get(row.pk, Figures())).data


class CampaignDetailSerializer(CampaignSerializer):
    by_manager = serializers.SerializerMethodField()

    class Meta(CampaignSerializer.Meta):
        fields = (*CampaignSerializer.Meta.fields, "by_manager")

    @extend_schema_field(ManagerFiguresSerializer(many=True))
    def get_by_manager(self, row: Campaign) -> list[dict[str, Any]]:
        found = campaign_by_manager(row, self.context["request"].user, market_day(timezone.now()))
        return ManagerFiguresSerializer(found, many=True).data


def types(user: Any) -> QuerySet:
    return ObligationType.objects.all()


class StartCampaign(Input):
    type = RefField(types, name="code", help_text="Code of the obligation type.")


class CampaignFilters(Filters):
    type = django_filters.CharFilter(field_name="type__code", help_text="Code of the obligation type.")
    period = django_filters.CharFilter()


class CampaignViewSet(ScopedViewSet):
    """All obligations of one type and period together, with how far they are."""

    model = Campaign
    serializer_class = CampaignSerializer
    filterset_class = CampaignFilters
    orders = {"due_on": ("-due_on", "-id"), "created_at": ("id",)}
    search_fields = ("type__name", "period")

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).select_related("type")

    def get_serializer_class(self) -> Any:
        return CampaignDetailSerializer if self.action == "retrieve" else CampaignSerializer

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if not kwargs.get("many"):
            return super().get_serializer(*args, **kwargs)
        context = self.get_serializer_context()
        context["figures"] = campaign_figures(args[0], self.request.user, market_day(timezone.now()))
        return self.get_serializer_class()(*args, context=context, **kwargs)

    create = creates(actions.start_campaign, StartCampaign, CampaignSerializer, asks=permissions.can_start_campaigns)
