"""/api/v1/market-roles/"""

from typing import Any

import django_filters
from django.db.models import QuerySet

from participants.choices import RoleKind
from participants.models import MarketRole
from portal.rest.filters import Filters
from portal.rest.serializers import RowSerializer, shown
from portal.rest.views import CatalogViewSet


class MarketRoleSerializer(RowSerializer):
    parent = shown("parent.code", nullable=True)

    class Meta:
        model = MarketRole
        fields = (
            "code",
            "name",
            "kind",
            "parent",
            "description",
            "protocol_section",
            "application_form",
            "source",
            "verified",
            "effective_from",
            "effective_to",
        )


class MarketRoleFilters(Filters):
    kind = django_filters.ChoiceFilter(choices=RoleKind.choices)


class MarketRoleViewSet(CatalogViewSet):
    """What a company can be registered as."""

    model = MarketRole
    serializer_class = MarketRoleSerializer
    filterset_class = MarketRoleFilters
    orders = {"order": ("order", "code"), "code": ("code",)}
    search_fields = ("code", "name")

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).select_related("parent")
