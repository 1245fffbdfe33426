"""/api/v1/participants/"""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants import permissions
from participants.actions import participants as actions
from participants.api.shared import Reason, at_large
from participants.choices import AssignmentKind, Origin, RegistrationStatus
from participants.models import Assignment, Participant, Registration
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import Input, RefField, RowSerializer, seen, shown
from portal.rest.views import ScopedViewSet, changes, creates, verb


class ParticipantSerializer(RowSerializer):
    roles = serializers.SerializerMethodField()
    account_manager = shown("manager_ref", nullable=True)
    account_manager_name = shown("manager_name", nullable=True)
    parent = shown("seen_parent", nullable=True)
    parent_name = shown("seen_parent_name", nullable=True)

    class Meta:
        model = Participant
        fields = (
            "ref",
            "name",
            "duns",
            "website",
            "address",
            "roles",
            "account_manager",
            "account_manager_name",
            "created_at",
            "parent",
            "parent_name",
            "origin",
            "restricted",
            "restricted_reason",
        )
        staff_only = ("parent", "parent_name", "origin", "restricted", "restricted_reason")

    def get_roles(self, participant: Any) -> list[str]:
        """Codes of the roles in which the company is registered."""
        return sorted(participant.role_codes or ())


class AddParticipant(Input):
    name = serializers.CharField(max_length=200)
    duns = serializers.CharField(max_length=20, required=False, allow_blank=True, help_text="9 digits, or 9 and 4")
    parent = RefField(Participant, required=False, allow_null=True)
    website = serializers.URLField(max_length=200, required=False, allow_blank=True)
    address = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ChangeParticipant(AddParticipant):
    pass


class ParticipantFilters(Filters):
    duns = django_filters.CharFilter(help_text="The company's own DUNS.")
    role = django_filters.CharFilter(method="in_role", help_text="Code of a role in which it is registered.")
    registration_status = django_filters.ChoiceFilter(
        choices=RegistrationStatus.choices, method="with_status", help_text="Status of one of its registrations."
    )
    account_manager = django_filters.CharFilter(method="managed_by", help_text="Reference of the account manager.")
    without_account_manager = YesNo("unmanaged", help_text="True: nobody is account manager today.")
    origin = django_filters.ChoiceFilter(choices=Origin.choices, help_text="For staff.")
    restricted = YesNo("only_restricted", help_text="For staff.")
    staff_only = frozenset({"origin", "restricted"})

    def in_role(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return self._registered(rows, role__code=code)

    @extend_schema_field({"type": "string", "enum": RegistrationStatus.values})
    def with_status(self, rows: QuerySet, name: str, status: str) -> QuerySet:
        return self._registered(rows, status=status)

    def _registered(self, rows: QuerySet, **condition: str) -> QuerySet:
        registrations = Registration.objects.visible_to(self.request.user).filter(**condition)
        if "status" not in condition:
            registrations = registrations.standing()
        return rows.filter(pk__in=registrations.values("participant"))

    def managed_by(self, rows: QuerySet, name: str, ref: str) -> QuerySet:
        return rows.filter(pk__in=self._managed().filter(person__ref=ref).values("participant"))

    def unmanaged(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.without_account_manager() if wanted else rows.filter(pk__in=self._managed().values("participant"))

    def _managed(self) -> QuerySet:
        return Assignment.objects.visible_to(self.request.user).today().filter(kind=AssignmentKind.PRIMARY)

    def only_restricted(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(restricted=wanted)


class ParticipantViewSet(ScopedViewSet):
    """Companies. A restricted one is here for those only who may read it."""

    model = Participant
    serializer_class = ParticipantSerializer
    filterset_class = ParticipantFilters
    orders = {"name": ("name", "id"), "created_at": ("created_at", "id")}
    subject = "participant"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user).with_summary()
        return rows.annotate(
            seen_parent=seen(user, Participant, "parent"), seen_parent_name=seen(user, Participant, "parent", "name")
        )

    def owner(self, row: Participant) -> Participant:
        return row

    create = creates(actions.add_participant, AddParticipant, ParticipantSerializer, asks=permissions.can_add)
    partial_update = changes(
        actions.change_participant, ChangeParticipant, ParticipantSerializer, asks=permissions.can_edit
    )
    restrict = verb(
        "restrict",
        actions.restrict_participant,
        Reason,
        ParticipantSerializer,
        asks=at_large(permissions.can_restrict),
    )
    unrestrict = verb(
        "unrestrict",
        actions.unrestrict_participant,
        Reason,
        ParticipantSerializer,
        asks=at_large(permissions.can_restrict),
    )
