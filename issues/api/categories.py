"""/api/v1/issue-categories/: what an issue may be about, by code."""

import django_filters
from django.db.models import QuerySet

from issues.choices import Area
from issues.models import Category
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import RowSerializer
from portal.rest.views import CatalogViewSet


class IssueCategorySerializer(RowSerializer):
    class Meta:
        model = Category
        staff_only = ("departments", "edited")
        fields = (
            "code",
            "area",
            "name",
            "subcategories",
            "departments",
            "asks",
            "protects",
            "call_the_desk",
            "source",
            "tag",
            "effective_from",
            "effective_to",
            "edited",
        )


class IssueCategoryFilters(Filters):
    area = django_filters.ChoiceFilter(choices=Area.choices)
    call_the_desk = YesNo(method="by_phone", help_text="Whether a real-time matter of this kind is told by phone.")

    def by_phone(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(call_the_desk=wanted)


class IssueCategoryViewSet(CatalogViewSet):
    """The taxonomy of issues: areas, categories, and the structured fields that each asks for."""

    model = Category
    serializer_class = IssueCategorySerializer
    filterset_class = IssueCategoryFilters
    orders = {"order": ("order", "code"), "code": ("code",)}
    search_fields = ("name", "code")
