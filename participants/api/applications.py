"""/api/v1/applications/: for the staff only; participants find an empty list and no row. Nobody applies by the API."""

from typing import Any, Final

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone
from rest_framework import serializers

from participants import permissions
from participants.actions import applications as actions
from participants.actions.taking_up import invite_applicant, take_up_application
from participants.api.shared import Nothing, Reason, colleagues
from participants.choices import ApplicationState
from participants.market_roles import registrable
from participants.models import Application, Participant
from portal.rest.filters import Filters
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, verb

LONGEST: Final = 4000
MOST_ROLES: Final = 20


class ApplicationSerializer(RowSerializer):
    roles = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)
    account_manager = shown("person_ref", nullable=True)
    account_manager_name = shown("colleague_name", nullable=True)
    participant = shown("participant_ref", nullable=True)

    class Meta:
        model = Application
        fields = (
            "ref",
            "company",
            "contact_name",
            "email",
            "phone",
            "roles",
            "intended_start",
            "message",
            "received_at",
            "repeats",
            "state",
            "account_manager",
            "account_manager_name",
            "answered_at",
            "answer",
            "decided_at",
            "reason",
            "participant",
        )


class AssignApplication(Input):
    person = RefField(colleagues)


class AnswerApplication(Input):
    answer = serializers.CharField(max_length=LONGEST, help_text="How the company was answered; nothing is sent.")


class TakeUp(Input):
    participant = RefField(
        Participant, required=False, allow_null=True, help_text="The company it is already; a new one unless given."
    )
    name = serializers.CharField(
        max_length=200, required=False, allow_blank=True, help_text="The legal name of a new one; as sent unless given."
    )
    roles = serializers.ListField(
        child=serializers.CharField(max_length=20),
        required=False,
        max_length=MOST_ROLES,
        help_text="Codes of market roles; those the company chose unless given.",
    )

    def validate_roles(self, codes: list[str]) -> list[Any]:
        found = {role.code: role for role in registrable(timezone.now()).filter(code__in=codes)}
        if unknown := [code for code in codes if code not in found]:
            raise serializers.ValidationError(f"Not a role one can register in: {', '.join(unknown)}.")
        return list(found.values())


class ApplicationFilters(Filters):
    state = django_filters.ChoiceFilter(choices=ApplicationState.choices)
    account_manager = django_filters.CharFilter(field_name="account_manager__ref", help_text="Reference of the person.")
    role = django_filters.CharFilter(field_name="roles__code", help_text="Code of an intended market role.")
    participant = django_filters.CharFilter(field_name="participant__ref", help_text="Reference of the participant.")


class ApplicationViewSet(ScopedViewSet):
    """What companies sent through the public form, and what the staff decided about it."""

    model = Application
    serializer_class = ApplicationSerializer
    filterset_class = ApplicationFilters
    orders = {"received_at": ("received_at", "id"), "created_at": ("id",)}
    search_fields = ("company", "contact_name", "email")
    subject = "application"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .prefetch_related("roles")
            .annotate(
                person_ref=F("account_manager__ref"),
                colleague_name=F("account_manager__name"),
                participant_ref=F("participant__ref"),
            )
        )

    def owner(self, row: Application) -> Application:
        """The permissions ask about the application itself."""
        return row

    asked = {"asks": permissions.can_work_on_application}
    assign = verb(
        "assign", actions.assign_application, AssignApplication, ApplicationSerializer,
        asks=permissions.can_take_application,
    )  # fmt: skip
    answered = verb("answered", actions.answer_application, AnswerApplication, ApplicationSerializer, **asked)
    take_up = verb("take-up", take_up_application, TakeUp, ApplicationSerializer, **asked)
    decline = verb("decline", actions.decline_application, Reason, ApplicationSerializer, **asked)
    withdraw = verb("withdraw", actions.withdraw_application, Reason, ApplicationSerializer, **asked)
    mark_spam = verb("mark-spam", actions.mark_as_spam, Nothing, ApplicationSerializer, **asked)
    reopen = verb("reopen", actions.reopen_application, Reason, ApplicationSerializer, **asked)
    invite = verb("invite", invite_applicant, Nothing, ApplicationSerializer, asks=permissions.can_invite_applicant)
