"""/api/v1/service-policies/, /api/v1/duty-shifts/ and /api/v1/grid-events/."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from accounts.models import User
from issues.actions.duty import add_shift, remove_shift
from issues.actions.grid_events import declare_event, end_event
from issues.actions.policies import activate_policy, deactivate_policy
from issues.models import DutyShift, GridEvent, PolicyVersion, ServicePolicy, ServiceTarget
from issues.permissions.targets import can_oversee
from participants.api.shared import Reason
from participants.models import Participant
from portal.lifecycle.refusals import Answer
from portal.rest.serializers import Input, MomentField, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb


def may_oversee(user: Any, row: Any) -> Answer:
    return can_oversee(user)


def staff(user: Any) -> QuerySet:
    return User.objects.who_can("issues.work") if user.is_staff else User.objects.none()


class OfTheDesk(ScopedViewSet):
    """Rows that are nobody's: whoever sees one is told whether it may be changed."""

    def owner(self, row: Any) -> Any:
        return row


class ServiceTargetSerializer(serializers.ModelSerializer):
    class Meta:
        model = ServiceTarget
        fields = (
            "severity",
            "kind",
            "amount",
            "unit",
            "start_day",
            "due_time",
            "calendar",
            "plan",
            "source",
            "verified",
        )


class PolicyVersionSerializer(RowSerializer):
    targets = ServiceTargetSerializer(many=True, read_only=True)
    participant = serializers.SerializerMethodField(help_text="Reference of the one participant it holds for.")

    class Meta:
        model = PolicyVersion
        fields = (
            "number",
            "areas",
            "category_codes",
            "severities",
            "role_codes",
            "participant",
            "rules",
            "note",
            "published_at",
            "targets",
        )

    def get_participant(self, version: PolicyVersion) -> str:
        """Empty where it names none, or none that the person may see."""
        return self.context["participants"].get(version.participant_id, "")


class ServicePolicySerializer(RowSerializer):
    version = serializers.SerializerMethodField(help_text="The version that holds.")

    class Meta:
        model = ServicePolicy
        fields = ("ref", "code", "name", "order", "active", "version")

    def get_version(self, policy: ServicePolicy) -> PolicyVersionSerializer:
        return PolicyVersionSerializer(policy.held[0], context=self.context).data


class ServicePolicyViewSet(OfTheDesk):
    """By when issues are answered, updated and resolved; changed on the pages, where a preview comes first."""

    model = ServicePolicy
    serializer_class = ServicePolicySerializer
    orders = {"order": ("order", "code")}
    search_fields = ("code", "name")
    subject = "policy"

    def rows(self, user: Any) -> QuerySet:
        versions = PolicyVersion.objects.current().prefetch_related("targets")
        return super().rows(user).prefetch_related(Prefetch("versions", versions, to_attr="held"))

    def get_serializer_context(self) -> dict[str, Any]:
        context = super().get_serializer_context()
        if getattr(self, "swagger_fake_view", False) or not self.request.user.is_staff:
            return context | {"participants": {}}
        named = PolicyVersion.objects.current().exclude(participant=None).values("participant")
        known = Participant.objects.visible_to(self.request.user).filter(pk__in=named).values_list("pk", "ref")
        return context | {"participants": dict(known)}

    def answer(self, row: Any, code: int = 200) -> Any:
        """The switches return the run; what is answered is the policy."""
        return super().answer(getattr(row, "policy", row), code)

    deactivate = verb("deactivate", deactivate_policy, Reason, ServicePolicySerializer, asks=may_oversee)
    activate = verb("activate", activate_policy, Reason, ServicePolicySerializer, asks=may_oversee)


class DutyShiftSerializer(RowSerializer):
    person = shown("person.ref")

    class Meta:
        model = DutyShift
        fields = ("ref", "person", "starts_at", "ends_at")


class AddShift(Input):
    person = RefField(staff)
    starts_at = MomentField()
    ends_at = MomentField()


class Nothing(Input):
    """No field."""


class DutyShiftViewSet(OfTheDesk):
    """Who is reached at once when something critical happens."""

    model = DutyShift
    serializer_class = DutyShiftSerializer
    orders = {"starts_at": ("starts_at", "id")}
    subject = "shift"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).select_related("person")

    create = creates(add_shift, AddShift, DutyShiftSerializer, asks=can_oversee)
    remove = verb("remove", remove_shift, Nothing, DutyShiftSerializer, asks=may_oversee)


class GridEventSerializer(RowSerializer):
    class Meta:
        model = GridEvent
        fields = ("ref", "reason", "starts_at", "ends_at")


class DeclareEvent(Input):
    reason = serializers.CharField(max_length=200, help_text="Published: both sides read it.")
    starts_at = MomentField(required=False, allow_null=True, help_text="Empty: now.")
    ends_at = MomentField(required=False, allow_null=True, help_text="Empty: until somebody ends it.")


class GridEventViewSet(OfTheDesk):
    """Declared events in which targets of what is not critical stand still; both sides read the reason."""

    model = GridEvent
    serializer_class = GridEventSerializer
    orders = {"starts_at": ("starts_at", "id")}
    subject = "event"

    create = creates(declare_event, DeclareEvent, GridEventSerializer, asks=can_oversee)
    end = verb("end", end_event, Nothing, GridEventSerializer, asks=may_oversee)
