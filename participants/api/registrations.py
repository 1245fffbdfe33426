"""/api/v1/registrations/"""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import qualifying, registration_ends, registration_reviews
from participants.actions import registrations as actions
from participants.api.shared import OfParticipant, OfParticipantFilters, Reason
from participants.choices import Origin, RegistrationStatus, RoleKind
from participants.models import MarketRole, Participant, Registration
from portal.rest.filters import YesNo
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, seen, shown
from portal.rest.views import changes, creates, verb


class RegistrationSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    role = shown("role_code")
    role_name = shown("role_label")
    successor_of = shown("seen_predecessor", nullable=True)

    class Meta:
        model = Registration
        fields = (
            "ref",
            "participant",
            "participant_name",
            "role",
            "role_name",
            "duns",
            "short_name",
            "agreement_date",
            "status",
            "status_on",
            "status_reason",
            "status_section",
            "application_on",
            "qualified_on",
            "successor_of",
            "created_at",
            "origin",
            "listed_name",
            "listed_on",
            "missing_since",
        )
        staff_only = ("origin", "listed_name", "listed_on", "missing_since")


def registered_roles(user: Any) -> QuerySet:
    return MarketRole.objects.filter(kind=RoleKind.REGISTRATION)


class ChangeRegistration(Input):
    duns = serializers.CharField(max_length=20, required=False, allow_blank=True, help_text="9 digits, or 9 and 4")
    short_name = serializers.CharField(max_length=40, required=False, allow_blank=True)
    agreement_date = DayField(required=False, allow_null=True)


class AddRegistration(ChangeRegistration):
    participant = RefField(Participant)
    role = RefField(registered_roles, name="code", help_text="Code of the market role.")
    successor_of = RefField(Registration, required=False, allow_null=True)


class SettleRegistration(Input):
    terminate = serializers.BooleanField(help_text="True: terminate it; false: keep it as it is.")
    reason = serializers.CharField(max_length=1000)


class Receive(Input):
    received_on = DayField(
        required=False, allow_null=True, help_text="Without it: the day of submission on the checklist."
    )


class Lacking(Input):
    lacking = serializers.CharField(max_length=1000, help_text="What is missing; the participant reads it.")


class Qualify(Input):
    effective_on = DayField(help_text="Effective operating day.")


class Terminate(Reason):
    section = serializers.CharField(max_length=60, required=False, allow_blank=True, help_text="Section of the rules.")


class Suspend(Reason):
    section = serializers.CharField(max_length=60, help_text="Section of the rules on which it rests.")


class RegistrationFilters(OfParticipantFilters):
    role = django_filters.CharFilter(field_name="role__code", help_text="Code of the market role.")
    status = django_filters.ChoiceFilter(choices=RegistrationStatus.choices)
    duns = django_filters.CharFilter()
    short_name = django_filters.CharFilter()
    origin = django_filters.ChoiceFilter(choices=Origin.choices, help_text="For staff.")
    no_longer_listed = YesNo("vanished", help_text="For staff. True: the official list names it no more.")
    staff_only = frozenset({"origin", "no_longer_listed"})

    def vanished(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.no_longer_listed() if wanted else rows.filter(missing_since=None)


class RegistrationViewSet(OfParticipant):
    """Market roles of companies, each under its own DUNS."""

    model = Registration
    serializer_class = RegistrationSerializer
    filterset_class = RegistrationFilters
    orders = {"created_at": ("id",), "short_name": ("short_name", "id")}
    search_fields = ("short_name", "duns")
    subject = "registration"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                role_code=F("role__code"),
                role_label=F("role__name"),
                seen_predecessor=seen(user, Registration, "successor_of"),
            )
        )

    create = creates(actions.add_registration, AddRegistration, RegistrationSerializer)
    partial_update = changes(
        actions.change_registration, ChangeRegistration, RegistrationSerializer, asks=permissions.can_edit
    )
    settle_missing = verb(
        "settle-missing",
        registration_ends.settle_missing_registration,
        SettleRegistration,
        RegistrationSerializer,
        asks=permissions.can_edit,
    )
    receive = verb(
        "receive", registration_reviews.receive_application, Receive, RegistrationSerializer, asks=permissions.can_edit
    )
    declare_incomplete = verb(
        "declare-incomplete",
        registration_reviews.declare_incomplete,
        Lacking,
        RegistrationSerializer,
        asks=permissions.can_edit,
    )
    begin_review = verb(
        "begin-review", registration_reviews.begin_review, Input, RegistrationSerializer, asks=permissions.can_edit
    )
    approve = verb(
        "approve",
        registration_reviews.approve_registration,
        Input,
        RegistrationSerializer,
        asks=permissions.can_approve,
    )
    qualify = verb(
        "qualify", qualifying.qualify_registration, Qualify, RegistrationSerializer, asks=permissions.can_qualify
    )
    suspend = verb(
        "suspend", qualifying.suspend_registration, Suspend, RegistrationSerializer, asks=permissions.can_suspend
    )
    reinstate = verb(
        "reinstate", qualifying.reinstate_registration, Reason, RegistrationSerializer, asks=permissions.can_suspend
    )
    terminate = verb(
        "terminate",
        registration_ends.terminate_registration,
        Terminate,
        RegistrationSerializer,
        asks=permissions.can_terminate,
    )
    withdraw = verb(
        "withdraw", registration_ends.withdraw_registration, Reason, RegistrationSerializer, asks=permissions.can_edit
    )
