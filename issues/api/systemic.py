"""/api/v1/systemic-issues/: one cause behind the issues of many participants. For the staff only."""

from datetime import datetime
from typing import Any

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from rest_framework import serializers

from accounts.models import User
from issues import permissions
from issues.actions import systemic as actions
from issues.api.referrals import LONGEST, issues
from issues.choices import CauseCode, SystemicState
from issues.models import Issue, SystemicIssue, SystemicMember
from portal.lifecycle.refusals import Answer, Refused
from portal.rest.filters import Filters
from portal.rest.serializers import Input, RefField, RefList, RowSerializer
from portal.rest.views import ScopedViewSet, changes, creates, verb


class SystemicSerializer(RowSerializer):
    issues = serializers.ListField(
        source="joined_refs",
        child=serializers.CharField(),
        read_only=True,
        help_text="Those joined to it, of participants open to you.",
    )

    class Meta:
        model = SystemicIssue
        fields = ("ref", "title", "cause", "state", "issues", "opened_at", "outcome", "closed_at")


class NameCause(Input):
    title = serializers.CharField(max_length=160)
    cause = serializers.CharField(max_length=LONGEST, help_text="What lies behind it, as far as it is known.")


class OpenSystemic(NameCause):
    issues = RefList(issues, required=False, help_text="The first ones to join.")


class JoinIssues(Input):
    issues = RefList(issues, min_length=1)


class LeaveSystemic(Input):
    issue = RefField(issues)


class TellAll(Input):
    text = serializers.CharField(
        max_length=LONGEST, help_text="Becomes an answer of its own in each open issue, in the background."
    )


class CloseSystemic(Input):
    outcome = serializers.CharField(max_length=1000)
    issues = RefList(issues, required=False, help_text="Those that are resolved with the text; the others stay open.")
    text = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    cause = serializers.ChoiceField(choices=CauseCode.choices, required=False, allow_blank=True)


class SystemicFilters(Filters):
    state = django_filters.ChoiceFilter(choices=SystemicState.choices)
    issue = django_filters.CharFilter(method="with_issue", help_text="Reference of an issue that is joined to it.")

    def with_issue(self, rows: QuerySet, name: str, ref: str) -> QuerySet:
        joined = SystemicMember.objects.visible_to(self.request.user).joined()
        return rows.filter(pk__in=joined.filter(issue__ref=ref).values("systemic"))


def keeping(user: Any, systemic: SystemicIssue) -> Answer:
    return permissions.can_keep_systemic(user)


def leave(*, systemic: SystemicIssue, issue: Issue, by: User, now: datetime) -> SystemicIssue:
    """This issue comes from something else: texts to all do not reach it any more."""
    joined = SystemicMember.objects.visible_to(by).joined().select_related("systemic")
    member = joined.filter(systemic=systemic, issue=issue).first()
    if member is None:
        raise Refused(f"{issue.ref} does not belong to this systemic issue.")
    return actions.take_out(member=member, by=by, now=now)


class SystemicIssueViewSet(ScopedViewSet):
    """Causes behind the issues of several participants, none of whom learns of the others."""

    model = SystemicIssue
    serializer_class = SystemicSerializer
    filterset_class = SystemicFilters
    orders = {"opened_at": ("opened_at", "id")}
    search_fields = ("title",)
    subject = "systemic"

    def rows(self, user: Any) -> QuerySet:
        joined = SystemicMember.objects.visible_to(user).joined().filter(systemic=OuterRef("pk"))
        refs = joined.order_by("joined_at", "id").values("issue__ref")
        return super().rows(user).annotate(joined_refs=ArraySubquery(refs))

    def owner(self, row: SystemicIssue) -> SystemicIssue:
        """It is nobody's: supervisors keep all of them."""
        return row

    kept = {"serializer": SystemicSerializer, "asks": keeping}
    create = creates(actions.open_systemic, OpenSystemic, SystemicSerializer, asks=permissions.can_keep_systemic)
    partial_update = changes(actions.change_systemic, NameCause, **kept)
    join = verb("join", actions.join_issues, JoinIssues, **kept)
    leave = verb("leave", leave, LeaveSystemic, **kept)
    tell = verb("tell", actions.tell_all, TellAll, **kept)
    close = verb("close", actions.close_systemic, CloseSystemic, **kept)
