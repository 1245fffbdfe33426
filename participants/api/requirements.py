"""/api/v1/requirements/"""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.choices import SourceTag
from participants.models import Requirement
from participants.requirements import codes_of_role
from portal.rest.filters import Filters
from portal.rest.serializers import RowSerializer, shown
from portal.rest.views import CatalogViewSet

IN_ORDER = ("version__block__order", "version__block__code", "position", "id")


class DependencyRow(serializers.Serializer):
    kind = serializers.ChoiceField(choices=["item", "all_above", "all_mandatory", "block", "range"])
    code = serializers.CharField(required=False, help_text="The item or the block.")
    first = serializers.CharField(required=False, help_text="The first item of a range.")
    last = serializers.CharField(required=False)
    # "except" is a word of the language; what it holds is described with the others.

    def get_fields(self) -> dict[str, serializers.Field]:
        without = serializers.ListField(child=serializers.CharField(), required=False, help_text="Left out of a range.")
        return super().get_fields() | {"except": without}


@extend_schema_field(serializers.ListField(child=serializers.CharField()))
class Texts(serializers.ReadOnlyField):
    """A short list of codes."""


@extend_schema_field(DependencyRow(many=True))
class Dependencies(serializers.ReadOnlyField):
    """What it waits for, as stored."""


class RequirementSerializer(RowSerializer):
    block = shown("version.block.code")
    version = serializers.IntegerField(source="version.number", read_only=True)
    form_codes = Texts()
    sections = Texts()
    reviewers = Texts(help_text="Codes of departments.")
    dependencies = Dependencies()
    verified = serializers.BooleanField(read_only=True, help_text="All of the row was read in its source.")

    class Meta:
        model = Requirement
        fields = (
            "code",
            "block",
            "version",
            "position",
            "title",
            "evidence",
            "form_codes",
            "sections",
            "reviewers",
            "dependencies",
            "least_days",
            "typical_days",
            "day_kind",
            "lead_note",
            "recurrence",
            "mandatory",
            "flight",
            "source",
            "tag",
            "verified",
            "effective_from",
            "effective_to",
        )


class RequirementFilters(Filters):
    block = django_filters.CharFilter(field_name="version__block__code", help_text="One block, by its code.")
    role = django_filters.CharFilter(method="of_role", help_text="What this market role needs, by its code.")
    tag = django_filters.ChoiceFilter(choices=SourceTag.choices)

    def of_role(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(code__in=codes_of_role(value))


class RequirementViewSet(CatalogViewSet):
    """What registrations must bring, as it holds now."""

    model = Requirement
    serializer_class = RequirementSerializer
    filterset_class = RequirementFilters
    orders = {"order": IN_ORDER, "code": ("code", "id")}
    search_fields = ("code", "title")

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).current().select_related("version__block")
