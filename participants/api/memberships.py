"""/api/v1/memberships/ and /api/v1/agencies/"""

from typing import Any

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import agencies as agency_actions
from participants.actions import memberships as actions
from participants.actions import suspending
from participants.api.shared import Nothing, OfParticipant, OfParticipantFilters, OptionalReason, Reason, known_people
from participants.choices import AccessArea, MembershipKind, Sight
from participants.models import Agency, Membership, Participant, Registration
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RefField, RefList, RowSerializer, seen, shown
from portal.rest.views import changes, creates, verb


class MembershipSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    user = shown("user_ref")
    user_name = shown("person_name")
    user_email = shown("person_email")
    agency = shown("seen_agency", nullable=True)
    registrations = serializers.ListField(
        source="seen_registrations",
        child=serializers.CharField(),
        read_only=True,
        help_text="Empty: the whole company.",
    )

    class Meta:
        model = Membership
        fields = (
            "ref",
            "participant",
            "participant_name",
            "user",
            "user_name",
            "user_email",
            "kind",
            "agency",
            "narrowed",
            "registrations",
            "sight",
            "areas",
            "starts_on",
            "ends_on",
            "ended_at",
            "suspended_at",
        )


class ChangeMembership(Input):
    kind = serializers.ChoiceField(choices=MembershipKind.choices)
    registrations = RefList(Registration, required=False, help_text="Narrows access to them; empty: the whole company.")
    sight = serializers.ChoiceField(choices=Sight.choices, required=False, help_text="Whose issues the person sees.")
    areas = serializers.ListField(
        child=serializers.ChoiceField(choices=AccessArea.choices),
        required=False,
        help_text="Limits access to them; empty: every area.",
    )
    ends_on = DayField(required=False, allow_null=True)


class AddMembership(ChangeMembership):
    participant = RefField(Participant)
    user = RefField(known_people)
    agency = RefField(Agency, required=False, allow_null=True, help_text="What an agent's membership rests on.")
    starts_on = DayField()


class MembershipFilters(OfParticipantFilters):
    user = django_filters.CharFilter(field_name="user__ref")
    kind = django_filters.ChoiceFilter(choices=MembershipKind.choices)
    on = django_filters.DateFilter(method="valid_on", help_text="Only those in force on this day.")

    def valid_on(self, rows: QuerySet, name: str, day: Any) -> QuerySet:
        return rows.valid_on(day)


class MembershipViewSet(OfParticipant):
    """Which user may act for which company. Participants' administrators invite people instead of adding them."""

    model = Membership
    serializer_class = MembershipSerializer
    filterset_class = MembershipFilters
    subject = "membership"

    def rows(self, user: Any) -> QuerySet:
        narrowed_to = Registration.objects.visible_to(user).filter(memberships=OuterRef("pk")).order_by("ref")
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                user_ref=F("user__ref"),
                person_name=F("user__name"),
                person_email=F("user__email"),
                seen_agency=seen(user, Agency, "agency"),
                seen_registrations=ArraySubquery(narrowed_to.values("ref")),
            )
        )

    create = creates(actions.add_membership, AddMembership, MembershipSerializer)
    partial_update = changes(
        actions.change_membership, ChangeMembership, MembershipSerializer, asks=permissions.can_edit_people
    )
    suspend = verb(
        "suspend", suspending.suspend_membership, Reason, MembershipSerializer, asks=permissions.can_edit_people
    )
    resume = verb(
        "resume", suspending.resume_membership, Nothing, MembershipSerializer, asks=permissions.can_edit_people
    )
    end = verb("end", actions.end_membership, OptionalReason, MembershipSerializer, asks=permissions.can_edit_people)


class AgencySerializer(RowSerializer):
    """Both companies see it; of the other one no more than the name declared here."""

    participant = shown("seen_participant", nullable=True, note="The principal, where you may see it.")
    agent = shown("seen_agent", nullable=True)
    registrations = serializers.ListField(
        source="seen_registrations",
        child=serializers.CharField(),
        read_only=True,
        help_text="Those it is limited to, as far as you may see them.",
    )

    class Meta:
        model = Agency
        fields = (
            "ref",
            "principal_name",
            "agent_name",
            "participant",
            "agent",
            "scope",
            "registrations",
            "areas",
            "starts_on",
            "ends_on",
            "withdrawn_at",
        )


class GrantAgency(Input):
    participant = RefField(Participant, help_text="The principal.")
    agent = RefField(Participant, required=False, allow_null=True, help_text="Where the agent is a participant.")
    agent_name = serializers.CharField(max_length=200)
    scope = serializers.CharField(max_length=200)
    registrations = RefList(Registration, required=False, help_text="Opens no others to the agent; empty: the company.")
    areas = serializers.ListField(
        child=serializers.ChoiceField(choices=AccessArea.choices),
        required=False,
        help_text="Opens no others to the agent; empty: every area.",
    )
    starts_on = DayField()
    ends_on = DayField(required=False, allow_null=True)


class AgencyFilters(Filters):
    participant = django_filters.CharFilter(method="of_party", help_text="Reference of either company.")
    on = django_filters.DateFilter(method="in_force", help_text="Only those in force on this day.")

    def of_party(self, rows: QuerySet, name: str, ref: str) -> QuerySet:
        company = Participant.objects.visible_to(self.request.user).filter(ref=ref).first()
        return rows.none() if company is None else rows.of(company)

    def in_force(self, rows: QuerySet, name: str, day: Any) -> QuerySet:
        return rows.in_force(day)


class AgencyViewSet(OfParticipant):
    """Companies that let another one act for them."""

    members_only = True
    model = Agency
    serializer_class = AgencySerializer
    filterset_class = AgencyFilters
    subject = "agency"

    def rows(self, user: Any) -> QuerySet:
        limited_to = Registration.objects.visible_to(user).filter(agencies=OuterRef("pk")).order_by("ref")
        return (
            super()
            .rows(user)
            .annotate(
                seen_participant=seen(user, Participant, "participant"),
                seen_agent=seen(user, Participant, "agent"),
                seen_registrations=ArraySubquery(limited_to.values("ref")),
            )
        )

    create = creates(agency_actions.grant_agency, GrantAgency, AgencySerializer)
    withdraw = verb(
        "withdraw", agency_actions.withdraw_agency, Reason, AgencySerializer, asks=permissions.can_edit_people
    )
