"""/api/v1/escalations/: which issues stand on the ladder. For the staff only."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from issues import permissions
from issues.actions import escalations as actions
from issues.api.referrals import LONGEST, issues
from issues.choices import EscalationLevel, FormalRoute
from issues.models import Escalation
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb


class EscalationSerializer(RowSerializer):
    issue = shown("issue_ref")
    referral = shown("referral_ref", nullable=True)

    class Meta:
        model = Escalation
        fields = (
            "ref",
            "issue",
            "referral",
            "level",
            "cause",
            "route",
            "reason",
            "plan",
            "target_on",
            "opened_at",
            "ending",
            "outcome",
            "ended_at",
        )


class EscalateIssue(Input):
    issue = RefField(issues)
    level = serializers.ChoiceField(choices=EscalationLevel.choices)
    reason = serializers.CharField(max_length=1000)
    plan = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    target_on = DayField(required=False, allow_null=True)
    route = serializers.ChoiceField(choices=FormalRoute.choices, required=False, allow_blank=True)
    tell_representative = serializers.BooleanField(required=False)


class PlanEscalation(Input):
    plan = serializers.CharField(max_length=LONGEST)
    target_on = DayField()


class EndEscalation(Input):
    outcome = serializers.CharField(max_length=1000)
    lower_to = serializers.ChoiceField(choices=EscalationLevel.choices, required=False, allow_blank=True)


class EscalationFilters(Filters):
    level = django_filters.ChoiceFilter(choices=EscalationLevel.choices)
    open = YesNo("is_open")

    def is_open(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.still_open() if wanted else rows.ended()


class EscalationViewSet(ScopedViewSet):
    """Steps of the escalation ladder that issues stand on, and stood on."""

    model = Escalation
    serializer_class = EscalationSerializer
    filterset_class = EscalationFilters
    orders = {"opened_at": ("opened_at", "id")}
    subject = "escalation"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user).select_related("issue__participant", "participant")
        return rows.annotate(issue_ref=F("issue__ref"), referral_ref=F("referral__ref"))

    def owner(self, row: Escalation) -> Escalation:
        return row

    manages = {"asks": permissions.can_manage_escalation}
    create = creates(actions.escalate_issue, EscalateIssue, EscalationSerializer, asks=permissions.can_write_issues)
    plan = verb("plan", actions.plan_escalation, PlanEscalation, EscalationSerializer, **manages)
    end = verb("end", actions.end_escalation, EndEscalation, EscalationSerializer, **manages)
