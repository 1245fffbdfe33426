"""/api/v1/block-versions/ and /api/v1/version-decisions/"""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions.adopting import adopt_version, stay_with_version
from participants.api.shared import OfParticipant, OfParticipantFilters, OptionalReason, Reason, at_large
from participants.choices import VersionChoice
from participants.models import BlockVersion, Checklist, VersionDecision
from portal.rest.filters import Filters
from portal.rest.serializers import RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, verb


class StepRow(serializers.Serializer):
    code = serializers.CharField()
    step = serializers.CharField(help_text="What became of the item.")
    due = serializers.CharField(help_text="The day by which it is shown again, if any.")


class VersionDecisionSerializer(RowSerializer):
    participant = shown("participant_ref")
    checklist = shown("checklist_ref")
    version = shown("version_ref")
    steps = StepRow(many=True, read_only=True)

    class Meta:
        model = VersionDecision
        fields = ("ref", "participant", "checklist", "version", "choice", "reason", "steps", "decided_at")


class VersionDecisionFilters(OfParticipantFilters):
    version = django_filters.CharFilter(field_name="version__ref", help_text="Reference of the version.")
    choice = django_filters.ChoiceFilter(choices=VersionChoice.choices)


class VersionDecisionViewSet(OfParticipant):
    """What was decided for running checklists when a block of requirements got a new version."""

    model = VersionDecision
    serializer_class = VersionDecisionSerializer
    filterset_class = VersionDecisionFilters
    orders = {"decided_at": ("-decided_at", "-id")}

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                checklist_ref=F("checklist__ref"),
                version_ref=F("version__ref"),
            )
        )


class Adopt(OptionalReason):
    checklist = RefField(Checklist)


class Stay(Reason):
    checklist = RefField(Checklist)


class BlockVersionSerializer(RowSerializer):
    block = shown("block.code")

    class Meta:
        model = BlockVersion
        fields = ("ref", "block", "number", "current", "coming", "effective_from", "published_at")


class BlockVersionFilters(Filters):
    block = django_filters.CharFilter(field_name="block__code", help_text="One block, by its code.")
    current = django_filters.BooleanFilter(help_text="Only those that hold now, or only the others.")


class BlockVersionViewSet(ScopedViewSet):
    """The versions of the blocks of requirements; a running checklist adopts one that holds now, or stays."""

    model = BlockVersion
    serializer_class = BlockVersionSerializer
    filterset_class = BlockVersionFilters
    orders = {"published_at": ("-published_at", "-id")}
    subject = "version"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).select_related("block")

    def owner(self, row: BlockVersion) -> BlockVersion:
        """A version is nobody's; whether the person may decide depends on the checklist, which the action asks."""
        return row

    made = {"makes": VersionDecisionViewSet, "asks": at_large(permissions.can_decide_versions)}
    adopt = verb("adopt", adopt_version, Adopt, VersionDecisionSerializer, **made)
    stay = verb("stay", stay_with_version, Stay, VersionDecisionSerializer, **made)
