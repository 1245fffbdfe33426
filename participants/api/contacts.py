"""/api/v1/contacts/ and /api/v1/contact-roles/"""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import contact_roles as role_actions
from participants.actions import contacts as actions
from participants.api.shared import (
    DatedFilters,
    LastDay,
    OfParticipant,
    OfParticipantFilters,
    OptionalReason,
    known_people,
)
from participants.choices import ContactRoleKind
from participants.models import Contact, ContactRole, Participant, Registration
from portal.rest.filters import YesNo
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, seen, shown
from portal.rest.views import changes, creates, verb


class ContactSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    user = shown("user_ref", nullable=True)

    class Meta:
        model = Contact
        fields = (
            "ref",
            "participant",
            "participant_name",
            "name",
            "email",
            "phone",
            "title",
            "user",
            "active",
            "created_at",
        )


class ContactRoleSerializer(RowSerializer):
    participant = shown("participant_ref")
    contact = shown("contact_ref")
    contact_name = shown("held_by")
    registration = shown("seen_registration", nullable=True, note="Null: for the whole company.")

    class Meta:
        model = ContactRole
        fields = ("ref", "participant", "contact", "contact_name", "kind", "registration", "starts_on", "ends_on")


class ChangeContact(Input):
    name = serializers.CharField(max_length=120)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True)
    user = RefField(known_people, required=False, allow_null=True, help_text="The contact's own account, if any.")


class AddContact(ChangeContact):
    participant = RefField(Participant)


class GiveRole(Input):
    kind = serializers.ChoiceField(choices=ContactRoleKind.choices)
    registration = RefField(Registration, required=False, allow_null=True)
    starts_on = DayField()
    ends_on = DayField(required=False, allow_null=True)


class ContactFilters(OfParticipantFilters):
    email = django_filters.CharFilter(field_name="email", lookup_expr="iexact")
    active = YesNo("in_use")

    def in_use(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(active=wanted)


class ContactRoleFilters(OfParticipantFilters, DatedFilters):
    contact = django_filters.CharFilter(field_name="contact__ref", help_text="Reference of the contact.")
    kind = django_filters.ChoiceFilter(choices=ContactRoleKind.choices)


class ContactRoleViewSet(OfParticipant):
    """Regulated roles that contacts hold, for the company or one registration. Given on the contact."""

    model = ContactRole
    serializer_class = ContactRoleSerializer
    filterset_class = ContactRoleFilters
    subject = "contact_role"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                contact_ref=F("contact__ref"),
                held_by=F("contact__name"),
                seen_registration=seen(user, Registration, "registration"),
            )
        )

    end = verb("end", role_actions.end_role, LastDay, ContactRoleSerializer, asks=permissions.can_edit_people)


class ContactViewSet(OfParticipant):
    """People of a company whom the operator may turn to."""

    model = Contact
    serializer_class = ContactSerializer
    filterset_class = ContactFilters
    orders = {"created_at": ("id",), "name": ("name", "id")}
    search_fields = ("name", "email")
    subject = "contact"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user)
        return rows.annotate(
            participant_ref=F("participant__ref"), owner_name=F("participant__name"), user_ref=F("user__ref")
        )

    create = creates(actions.add_contact, AddContact, ContactSerializer)
    partial_update = changes(actions.change_contact, ChangeContact, ContactSerializer, asks=permissions.can_edit_people)
    remove = verb("remove", actions.remove_contact, OptionalReason, ContactSerializer, asks=permissions.can_edit_people)
    give_role = verb(
        "give-role",
        role_actions.give_role,
        GiveRole,
        ContactRoleSerializer,
        asks=permissions.can_edit_people,
        makes=ContactRoleViewSet,
    )
