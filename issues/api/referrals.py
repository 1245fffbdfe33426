"""/api/v1/referrals/: what departments are asked. For the staff only; participants find an empty list and no row."""

from typing import Any

import django_filters
from django.db.models import Case, CharField, F, QuerySet, Value, When
from rest_framework import serializers

from accounts.models import Department
from issues import permissions
from issues.actions import answering, referrals
from issues.api.issue_inputs import OnSections
from issues.choices import ReferralState
from issues.models import Issue, Referral
from participants.api.shared import Reason
from portal.documents.fields import FileField
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb

LONGEST = 20_000


class ReferralSerializer(RowSerializer):
    """`issue` and `participant` are empty for a department that does not see them."""

    department = shown("department_code")
    issue = shown("issue_ref", nullable=True, note="Empty for the department.")
    participant_name = shown("owner_name", nullable=True, note="Empty where the department need not know it.")
    taken_by = shown("taken_by_ref", nullable=True)

    class Meta:
        model = Referral
        fields = (
            "ref",
            "department",
            "issue",
            "participant_name",
            "title",
            "question",
            "needed",
            "goal",
            "name_needed",
            "state",
            "hand_back",
            "asked_at",
            "due_at",
            "taken_by",
            "answer",
            "answered_at",
            "ended_at",
        )


def issues(user: Any) -> QuerySet:
    return Issue.objects.visible_to(user)


def departments(user: Any) -> QuerySet:
    return Department.objects.filter(active=True, outside=False)


class Files(serializers.ListField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=FileField(), max_length=10, required=False, **kwargs)


class AskDepartment(Input):
    issue = RefField(issues)
    department = RefField(departments, name="code", help_text="Code of the department.")
    title = serializers.CharField(max_length=160)
    question = serializers.CharField(max_length=LONGEST)
    needed = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    goal = serializers.CharField(max_length=300)
    name_needed = serializers.BooleanField(required=False)
    due_on = DayField(required=False, allow_null=True, help_text="Empty: after the department's own time.")
    files = Files()


class SayOnReferral(Input):
    text = serializers.CharField(max_length=LONGEST)
    files = Files()


class AskDepartmentAgain(SayOnReferral):
    due_on = DayField(required=False, allow_null=True)


class ReleaseAnswer(SayOnReferral):
    guidance = OnSections()
    wait = serializers.BooleanField(required=False, help_text="Then it is the participant's turn.")
    override_reason = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="Why it may go although it names another company."
    )


class TakeReferral(Input):
    pass


class ReferralFilters(Filters):
    state = django_filters.ChoiceFilter(choices=ReferralState.choices)
    department = django_filters.CharFilter(field_name="department__code", help_text="Code of the department.")
    issue = django_filters.CharFilter(method="of_issue", help_text="Reference of the issue.")

    def of_issue(self, rows: QuerySet, name: str, ref: str) -> QuerySet:
        return rows.filter(issue__in=issues(self.request.user).filter(ref=ref))


class ReferralViewSet(ScopedViewSet):
    """Questions to departments: asked by account managers, answered by departments, released to participants."""

    model = Referral
    serializer_class = ReferralSerializer
    filterset_class = ReferralFilters
    orders = {"asked_at": ("asked_at", "id"), "due_at": ("due_at", "id")}
    search_fields = ("title",)
    subject = "referral"

    def rows(self, user: Any) -> QuerySet:
        sees = user.is_staff and user.can("issues.view")
        name = F("participant__name") if sees else Case(When(name_needed=True, then=F("participant__name")))
        ref = F("issue__ref") if sees else Value(None, output_field=CharField())
        rows = super().rows(user).select_related("issue__participant", "department", "participant")
        return rows.annotate(
            department_code=F("department__code"), issue_ref=ref, owner_name=name, taken_by_ref=F("taken_by__ref")
        )

    def owner(self, row: Referral) -> Referral:
        """The permission asks about the question itself."""
        return row

    answers = {"asks": permissions.can_answer_referral}
    manages = {"asks": permissions.can_manage_referral}
    create = creates(referrals.refer_issue, AskDepartment, ReferralSerializer, asks=permissions.can_write_issues)
    take = verb("take", answering.take_referral, TakeReferral, ReferralSerializer, **answers)
    ask_back = verb("ask-back", answering.ask_back, SayOnReferral, ReferralSerializer, **answers)
    hand_back = verb("hand-back", answering.hand_back, SayOnReferral, ReferralSerializer, **answers)
    submit_answer = verb("submit-answer", answering.answer_referral, SayOnReferral, ReferralSerializer, **answers)
    ask_again = verb("ask-again", referrals.ask_again, AskDepartmentAgain, ReferralSerializer, **manages)
    release = verb("release", referrals.release_answer, ReleaseAnswer, ReferralSerializer, **manages)
    withdraw = verb("withdraw", referrals.withdraw_referral, Reason, ReferralSerializer, **manages)
