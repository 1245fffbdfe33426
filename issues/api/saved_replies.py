"""/api/v1/saved-replies/: what the staff say often, and what it would say in one issue. For the staff only."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from issues import permissions
from issues.actions.saved_replies import values_of
from issues.choices import ReplyMove
from issues.models import Issue, SavedReply
from issues.rules import saved_replies as rules
from portal.rest.filters import Filters
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet


class SavedReplySerializer(RowSerializer):
    team = shown("team_ref", nullable=True, note="Empty: everybody uses it.")
    hand_to = shown("hand_to_ref", nullable=True, note="Whom the issue goes to, where it hands over.")

    class Meta:
        model = SavedReply
        fields = ("ref", "title", "text", "team", "move", "cause", "hand_to")


class FilledReplySerializer(serializers.Serializer):
    text = serializers.CharField(read_only=True, help_text="With the words of the issue; a gap stands in brackets.")
    missing = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="For what the issue has no words."
    )


def issues(user: Any) -> QuerySet:
    return Issue.objects.visible_to(user).select_related(
        "participant", "category", "owner", "contact", "reporter", "resource"
    )


class PreviewReply(Input):
    issue = RefField(issues)


class SavedReplyFilters(Filters):
    move = django_filters.ChoiceFilter(choices=ReplyMove.choices)


class SavedReplyViewSet(ScopedViewSet):
    """Saved replies and macros in use: everybody's, and those of the own team."""

    model = SavedReply
    serializer_class = SavedReplySerializer
    filterset_class = SavedReplyFilters
    orders = {"title": ("title", "id")}
    search_fields = ("title", "text")
    subject = "reply"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).in_use().annotate(team_ref=F("team__ref"), hand_to_ref=F("hand_to__ref"))

    @extend_schema(
        parameters=[OpenApiParameter("issue", OpenApiTypes.STR, required=True, description="Reference of the issue.")],
        responses=FilledReplySerializer,
        description="What it says in an issue that you may work on; nothing is sent.",
    )
    @action(detail=True, methods=["get"])
    def preview(self, request: Request, **kwargs: str) -> Response:
        reply = self.get_object()
        self.permit(permissions.can_write_issues)
        asked = PreviewReply(data=request.query_params, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        issue = asked.validated_data["issue"]
        permissions.can_work_on_issue(request.user, issue).enforce()
        values = values_of(issue, request.user)
        missing = [rules.VARIABLES[name] for name in rules.missing(reply.text, values)]
        return Response({"text": rules.filled(reply.text, values), "missing": missing})
