"""/api/v1/enrollments/: who comes to a session, who waits for it, and why each stands where it stands."""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from rest_framework import serializers

from participants.api.shared import OfParticipant, OfParticipantFilters, OptionalReason, Reason
from portal.lifecycle.refusals import Answer
from portal.rest.serializers import Input, RowSerializer, shown
from portal.rest.views import verb
from training import permissions
from training.actions import enrolling, offers, withdrawing
from training.choices import EnrollmentState
from training.models import Enrollment, EnrollmentStep
from training.positions import with_positions


class EnrollmentStepSerializer(RowSerializer):
    class Meta:
        model = EnrollmentStep
        fields = ("state", "at", "reason")


class EnrollmentSerializer(RowSerializer):
    session = shown("session_ref")
    participant = shown("participant_ref")
    participant_name = shown("company_name")
    contact = shown("contact_ref")
    contact_name = shown("person_name")
    group = shown("group_ref", nullable=True, note="People entered at once.")
    together = serializers.BooleanField(read_only=True, allow_null=True, help_text="Only with the others of the group.")
    position = serializers.SerializerMethodField(help_text="Place in the waiting list, from 1.")
    steps = EnrollmentStepSerializer(many=True, read_only=True)

    class Meta:
        model = Enrollment
        fields = (
            "ref",
            "session",
            "participant",
            "participant_name",
            "contact",
            "contact_name",
            "group",
            "together",
            "state",
            "position",
            "offer_until",
            "entered_as",
            "entered_at",
            "seated_at",
            "ended_at",
            "reason",
            "steps",
            "created_at",
        )

    def get_position(self, row: Enrollment) -> int | None:
        if not hasattr(row, "position"):
            with_positions([row])
        return row.position


class Nothing(Input):
    pass


class EnrollmentFilters(OfParticipantFilters):
    session = django_filters.CharFilter(field_name="session__ref", help_text="Reference of the session.")
    contact = django_filters.CharFilter(field_name="contact__ref", help_text="Reference of the person.")
    state = django_filters.ChoiceFilter(choices=EnrollmentState.choices)


def deciding(user: Any, row: Enrollment) -> Answer:
    return permissions.can_manage_training(user)


class EnrollmentViewSet(OfParticipant):
    """People in sessions: requested, waiting, offered a seat, seated. Made by a session's `enroll`."""

    model = Enrollment
    members_only = True
    serializer_class = EnrollmentSerializer
    filterset_class = EnrollmentFilters
    orders = {"entered_at": ("entered_at", "id"), "created_at": ("id",)}
    search_fields = ("contact__name",)
    subject = "enrollment"

    def rows(self, user: Any) -> QuerySet:
        steps = EnrollmentStep.objects.order_by("at", "id")
        return (
            super()
            .rows(user)
            .prefetch_related(Prefetch("steps", steps))
            .annotate(
                session_ref=F("session__ref"),
                participant_ref=F("participant__ref"),
                company_name=F("participant__name"),
                contact_ref=F("contact__ref"),
                person_name=F("contact__name"),
                group_ref=F("group__ref"),
                together=F("group__together"),
            )
        )

    def paginate_queryset(self, queryset: QuerySet) -> Any:
        page = super().paginate_queryset(queryset)
        return page if page is None else with_positions(page)

    def owner(self, row: Enrollment) -> Enrollment:
        """The permissions ask about the enrollment itself."""
        return Enrollment.objects.select_related("participant", "contact").get(pk=row.pk)

    entering = {"asks": permissions.can_withdraw}
    approve = verb("approve", enrolling.approve_enrollment, OptionalReason, EnrollmentSerializer, asks=deciding)
    decline = verb("decline", enrolling.decline_enrollment, Reason, EnrollmentSerializer, asks=deciding)
    withdraw = verb("withdraw", withdrawing.withdraw, Reason, EnrollmentSerializer, **entering)
    accept_offer = verb("accept-offer", offers.accept_offer, Nothing, EnrollmentSerializer, **entering)
    decline_offer = verb("decline-offer", offers.decline_offer, OptionalReason, EnrollmentSerializer, **entering)
