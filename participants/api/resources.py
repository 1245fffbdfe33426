"""/api/v1/resources/ and /api/v1/representations/"""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import representations as representation_actions
from participants.actions import resources as actions
from participants.api.shared import DatedFilters, LastDay, OfParticipant, OfParticipantFilters, Reason
from participants.choices import ResourceType
from participants.models import Participant, Registration, Representation, Resource
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, seen, shown
from portal.rest.views import changes, creates, verb


class ResourceSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    registration = shown("seen_registration", nullable=True)

    class Meta:
        model = Resource
        fields = (
            "ref",
            "participant",
            "participant_name",
            "registration",
            "code",
            "name",
            "station",
            "type",
            "capacity_mw",
            "active",
            "created_at",
        )


class ChangeResource(Input):
    code = serializers.CharField(max_length=40)
    type = serializers.ChoiceField(choices=ResourceType.choices)
    name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    station = serializers.CharField(max_length=120, required=False, allow_blank=True)
    capacity_mw = serializers.DecimalField(9, 3, min_value=0, required=False, allow_null=True)
    registration = RefField(Registration, required=False, allow_null=True)


class AddResource(ChangeResource):
    participant = RefField(Participant)


class ResourceFilters(OfParticipantFilters):
    registration = django_filters.CharFilter(field_name="registration__ref")
    code = django_filters.CharFilter()
    type = django_filters.ChoiceFilter(choices=ResourceType.choices)
    active = YesNo("in_use")

    def in_use(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(active=wanted)


class ResourceViewSet(OfParticipant):
    """Units of generation, storage and load."""

    members_only = True
    model = Resource
    serializer_class = ResourceSerializer
    filterset_class = ResourceFilters
    orders = {"created_at": ("id",), "code": ("code", "id")}
    search_fields = ("code", "name", "station")
    subject = "resource"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                seen_registration=seen(user, Registration, "registration"),
            )
        )

    create = creates(actions.add_resource, AddResource, ResourceSerializer)
    partial_update = changes(actions.change_resource, ChangeResource, ResourceSerializer, asks=permissions.can_edit)
    retire = verb("retire", actions.retire_resource, Reason, ResourceSerializer, asks=permissions.can_edit)


class RepresentationSerializer(RowSerializer):
    """Both parties see it; of the other one no more than the name declared here."""

    participant = shown("seen_participant", nullable=True, note="The represented company, where you may see it.")
    resource = shown("seen_resource", nullable=True)
    registration = shown("seen_registration", nullable=True)
    representative = shown("seen_representative", nullable=True)
    representative_registration = shown("seen_qse", nullable=True)

    class Meta:
        model = Representation
        fields = (
            "ref",
            "represented_name",
            "representative_name",
            "participant",
            "resource",
            "registration",
            "representative",
            "representative_registration",
            "starts_on",
            "ends_on",
        )


class StartRepresentation(Input):
    representative_registration = RefField(Registration, help_text="The QSE registration.")
    resource = RefField(Resource, required=False, allow_null=True, help_text="Either this ...")
    registration = RefField(Registration, required=False, allow_null=True, help_text="... or this is represented.")
    starts_on = DayField()
    ends_on = DayField(required=False, allow_null=True)


class RepresentationFilters(DatedFilters, Filters):
    participant = django_filters.CharFilter(method="of_party", help_text="Reference of either company.")

    def of_party(self, rows: QuerySet, name: str, ref: str) -> QuerySet:
        company = Participant.objects.visible_to(self.request.user).filter(ref=ref).first()
        return rows.none() if company is None else rows.of(company)


class RepresentationViewSet(OfParticipant):
    """Which QSE represents which resource or load serving entity."""

    members_only = True
    model = Representation
    serializer_class = RepresentationSerializer
    filterset_class = RepresentationFilters
    subject = "representation"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                seen_participant=seen(user, Participant, "participant"),
                seen_resource=seen(user, Resource, "resource"),
                seen_registration=seen(user, Registration, "registration"),
                seen_representative=seen(user, Participant, "representative"),
                seen_qse=seen(user, Registration, "representative_registration"),
            )
        )

    create = creates(representation_actions.start_representation, StartRepresentation, RepresentationSerializer)
    end = verb(
        "end",
        representation_actions.end_representation,
        LastDay,
        RepresentationSerializer,
        asks=permissions.can_edit,
    )
