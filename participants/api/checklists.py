"""/api/v1/checklists/: what each registration must bring, how far it is, and its plan."""

from typing import Any

import django_filters
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants import permissions
from participants.actions.checklists import open_checklist
from participants.actions.planning import plan_checklist
from participants.api.shared import OfParticipant, OfParticipantFilters
from participants.choices import RoleKind
from participants.models import Checklist, ChecklistItem, MarketRole, Registration, TestFlight
from participants.planning import Plan, plan_of
from participants.rules.checklist_moves import REVIEWABLE, SETTLED, WITH_PARTICIPANT
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import creates, verb

MOST_ITEMS = 200


class PlannedItemSerializer(serializers.Serializer):
    """Earliest days forward from today, last days back from the target; null where no day can be told."""

    ref = serializers.CharField()
    code = serializers.CharField()
    earliest_begin = serializers.DateField(allow_null=True)
    earliest_end = serializers.DateField(allow_null=True)
    last_begin = serializers.DateField(allow_null=True)
    last_end = serializers.DateField(allow_null=True)
    flight = serializers.CharField(help_text="The test flight it runs in; empty for most.")
    late = serializers.BooleanField(help_text="It cannot be finished by its last day any more.")
    decides = serializers.BooleanField(help_text="It is one of those that decide when all is done.")


class PlanSerializer(serializers.Serializer):
    target = serializers.DateField(allow_null=True)
    earliest_end = serializers.DateField(allow_null=True, help_text="Null while a test flight is missing.")
    no_flight = serializers.BooleanField(help_text="A test flight is needed and none that fits is published.")
    misses_target = serializers.BooleanField()
    unknown = serializers.ListField(child=serializers.CharField(), help_text="Items whose days nobody can tell.")
    items = PlannedItemSerializer(many=True)


class ChecklistSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    registration = shown("registration_ref")
    role = shown("role_code", note="Market role or profile whose requirements it follows.")
    flight = shown("flight_code", nullable=True)
    wanted = serializers.IntegerField(read_only=True, help_text="Mandatory items.")
    settled = serializers.IntegerField(read_only=True, help_text="Of these accepted, waived or not applicable.")
    with_participant = serializers.IntegerField(read_only=True)
    in_review = serializers.IntegerField(read_only=True)

    class Meta:
        model = Checklist
        fields = (
            "ref",
            "participant",
            "participant_name",
            "registration",
            "role",
            "opened_at",
            "target_on",
            "flight",
            "wanted",
            "settled",
            "with_participant",
            "in_review",
        )


class PlannedChecklistSerializer(ChecklistSerializer):
    plan = serializers.SerializerMethodField()

    class Meta(ChecklistSerializer.Meta):
        fields = (*ChecklistSerializer.Meta.fields, "plan")

    @extend_schema_field(PlanSerializer)
    def get_plan(self, row: Checklist) -> Any:
        items = list(row.items.select_related("requirement").order_by("position"))
        plan = plan_of(items, now=timezone.now(), target_on=row.target_on, flight=row.flight)
        return PlanSerializer(_told(plan, items)).data


def _told(plan: Plan, items: list[ChecklistItem]) -> dict[str, Any]:
    return {
        "target": plan.target,
        "earliest_end": plan.finish,
        "no_flight": plan.no_flight,
        "misses_target": plan.misses_target,
        "unknown": plan.unknown,
        "items": [_planned(plan, item) for item in items if not item.is_settled],
    }


def _planned(plan: Plan, item: ChecklistItem) -> dict[str, Any]:
    forward, back = plan.forward[item.code], plan.back.get(item.code)
    return {
        "ref": item.ref,
        "code": item.code,
        "earliest_begin": forward.ready,
        "earliest_end": forward.finish,
        "last_begin": back.start if back else None,
        "last_end": back.finish if back else None,
        "flight": forward.flight or (back.flight if back else ""),
        "late": item.code in plan.late,
        "decides": item.code in plan.path,
    }


def profiles(user: Any) -> QuerySet:
    return MarketRole.objects.filter(kind__in=(RoleKind.PROFILE, RoleKind.REGISTRATION))


def flights(user: Any) -> QuerySet:
    return TestFlight.objects.all()


class PlanChecklist(Input):
    target_on = DayField(required=False, allow_null=True, help_text="The day by which all is wanted.")
    flight = RefField(flights, name="code", required=False, allow_null=True, help_text="Code of a test flight.")


class OpenChecklist(PlanChecklist):
    registration = RefField(Registration)
    profile = RefField(profiles, name="code", required=False, allow_null=True, help_text="Narrows the market role.")
    reuse = serializers.ListField(
        child=serializers.CharField(max_length=12),
        required=False,
        max_length=MOST_ITEMS,
        help_text="Codes of items that the company has been accepted for elsewhere.",
    )


class ChecklistFilters(OfParticipantFilters):
    registration = django_filters.CharFilter(field_name="registration__ref", help_text="Reference of the registration.")
    role = django_filters.CharFilter(field_name="role__code", help_text="Code of the market role or profile.")
    flight = django_filters.CharFilter(field_name="flight__code", help_text="Code of the test flight.")


class ChecklistViewSet(OfParticipant):
    """What a registration must bring, opened under the versions that held then."""

    model = Checklist
    filterset_class = ChecklistFilters
    orders = {"opened_at": ("opened_at", "id"), "created_at": ("id",)}
    subject = "checklist"

    def get_serializer_class(self) -> type[ChecklistSerializer]:
        return ChecklistSerializer if self.action == "list" else PlannedChecklistSerializer

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .select_related("participant", "flight")
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                registration_ref=F("registration__ref"),
                role_code=F("role__code"),
                flight_code=F("flight__code"),
                wanted=_counted(),
                settled=_counted(state__in=SETTLED),
                with_participant=_counted(state__in=WITH_PARTICIPANT, requirement__by_operator=False),
                in_review=_counted(state__in=REVIEWABLE),
            )
        )

    def owner(self, row: Checklist) -> Checklist:
        return row

    create = creates(open_checklist, OpenChecklist, PlannedChecklistSerializer)
    plan = verb("plan", plan_checklist, PlanChecklist, PlannedChecklistSerializer, asks=permissions.can_plan)


def _counted(**conditions: Any) -> Coalesce:
    """How many mandatory items: worked out for the rows of a page only, however many there are."""
    items = ChecklistItem.objects.filter(checklist=OuterRef("pk"), mandatory=True, **conditions).order_by()
    counted = items.values("checklist").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
