"""/api/v1/issue-surveys/: what whoever asked thought of it; the staff read answers, the person asked answers."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from issues.actions.surveying import answer_survey
from issues.models import Survey
from participants.api.shared import OfParticipantFilters
from portal.lifecycle.refusals import Allowed, Answer, Denied
from portal.rest.serializers import Input, RowSerializer, shown
from portal.rest.views import ScopedViewSet, verb

NOT_ASKED = Denied("Only the person who was asked can answer.")


class SurveySerializer(RowSerializer):
    issue = shown("issue_ref", note="For the staff alone.")
    owner = shown("owner_ref", nullable=True, note="Whose issue it was. For the staff alone.")

    class Meta:
        model = Survey
        fields = ("ref", "issue", "owner", "score", "comment", "answered_at", "created_at")
        staff_only = ("issue", "owner")


class AnswerSurvey(Input):
    score = serializers.IntegerField(min_value=1, max_value=5, help_text="5 is very satisfied.")
    comment = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class SurveyFilters(OfParticipantFilters):
    staff_only = frozenset({"owner"})

    score = django_filters.NumberFilter()
    owner = django_filters.CharFilter(field_name="owner__ref", help_text="Reference of the person.")


def asked(user: Any, survey: Survey) -> Answer:
    return Allowed() if not user.is_staff and survey.person_id == user.pk else NOT_ASKED


class SurveyViewSet(ScopedViewSet):
    """Surveys after issues: answers for the staff, the own open questions for whoever was asked."""

    model = Survey
    serializer_class = SurveySerializer
    filterset_class = SurveyFilters
    orders = {"answered_at": ("answered_at", "id"), "created_at": ("id",)}
    subject = "survey"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user)
        if not user.is_staff:
            return rows.shown()
        return rows.answered().annotate(issue_ref=F("issue__ref"), owner_ref=F("owner__ref"))

    def owner(self, row: Survey) -> Survey:
        """The permission asks about the survey itself."""
        return row

    rate = verb("rate", answer_survey, AnswerSurvey, SurveySerializer, asks=asked)
