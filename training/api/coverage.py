"""/api/v1/training-coverage/: how much of what they should know participants have learned; for the staff only."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from participants.models import MarketRole, Participant
from portal.rest.filters import Filters
from portal.rest.serializers import RowSerializer
from portal.rest.views import ScopedViewSet
from training.coverage_lists import covered, holding_role

FIGURE = "training_coverage"


def figure(name: str, note: str) -> serializers.IntegerField:
    return serializers.IntegerField(source=f"{FIGURE}.{name}", read_only=True, help_text=note)


class CoverageSerializer(RowSerializer):
    wanted = figure("wanted", "Courses that are required or recommended for its roles.")
    covered = figure("covered", "Of these, with a certificate of somebody that counts.")
    enrolled = figure("enrolled", "Of these, without one, but somebody is enrolled.")
    missing = figure("missing", "Of these, neither.")
    expiring = figure("expiring", "Certificates that end within ninety days.")
    percent = figure("percent", "Covered courses, rounded down.")
    counted_at = serializers.DateTimeField(source=f"{FIGURE}.counted_at", read_only=True)

    class Meta:
        model = Participant
        fields = ("ref", "name", "wanted", "covered", "enrolled", "missing", "expiring", "percent", "counted_at")


class CoverageFilters(Filters):
    role = django_filters.CharFilter(method="holds", help_text="Code of a market role it holds or asks for.")
    percent_below = django_filters.NumberFilter(field_name=f"{FIGURE}__percent", lookup_expr="lt")

    def holds(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return holding_role(rows, MarketRole.objects.filter(code=code).first())


class TrainingCoverageViewSet(ScopedViewSet):
    """One row a participant that needs any course, counted every hour."""

    model = Participant
    serializer_class = CoverageSerializer
    filterset_class = CoverageFilters
    orders = {"name": ("name", "id"), "percent": (f"{FIGURE}__percent", "id")}
    search_fields = ("name",)

    def rows(self, user: Any) -> QuerySet:
        return covered(user) if user.is_staff else Participant.objects.none()
