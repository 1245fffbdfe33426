"""/api/v1/improvements/: what gets better, on the desk's and the departments' board."""

from typing import Any

import django_filters
from django.db.models import Count, F, QuerySet
from rest_framework import serializers

from accounts.models import Department
from issues import permissions
from issues.actions import improvement_moves as moves
from issues.actions import improvements as actions
from issues.api.guidance import OfItself
from issues.api.issue_inputs import NoInput
from issues.choices.improvements import ImprovementState, ImprovementWord
from issues.forms.improvements import owners
from issues.models import Improvement, Issue
from participants.api.shared import Reason
from portal.lifecycle.refusals import Allowed, Answer
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import creates, verb


class ImprovementSerializer(RowSerializer):
    owner = shown("owner_ref")
    issue_count = serializers.IntegerField(
        source="cases", read_only=True, help_text="How many issues are linked; which ones, departments never learn."
    )

    class Meta:
        model = Improvement
        fields = (
            "ref",
            "title",
            "problem",
            "measure",
            "unit",
            "figure",
            "topic",
            "baseline",
            "baseline_on",
            "target",
            "after",
            "after_on",
            "owner",
            "shared_goal",
            "due_on",
            "state",
            "issue_count",
            "proposed_at",
            "ended_at",
        )


def colleagues(user: Any) -> QuerySet:
    return owners() if user.is_staff else owners().none()


def departments(user: Any) -> QuerySet:
    return Department.objects.filter(active=True, outside=False)


def issues(user: Any) -> QuerySet:
    return Issue.objects.visible_to(user).select_related("participant")


class Value(serializers.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, **kwargs)


class ChangeImprovement(Input):
    title = serializers.CharField(max_length=160, required=False)
    problem = serializers.CharField(max_length=8000, required=False)
    measure = serializers.CharField(max_length=200, required=False)
    unit = serializers.CharField(max_length=30, required=False)
    baseline = Value(required=False)
    baseline_on = DayField(required=False)
    target = Value(required=False, allow_null=True)
    due_on = DayField(required=False, allow_null=True)
    shared_goal = serializers.BooleanField(required=False)
    owner = RefField(colleagues, required=False)
    departments = serializers.ListField(child=RefField(departments, name="code"), max_length=20, required=False)


class ProposeImprovement(ChangeImprovement):
    title = serializers.CharField(max_length=160)
    problem = serializers.CharField(max_length=8000)
    measure = serializers.CharField(max_length=200)
    unit = serializers.CharField(max_length=30)
    figure = serializers.CharField(max_length=60, required=False, help_text="A figure that the portal counts.")
    topic = serializers.CharField(max_length=120, required=False)
    issue = RefField(issues, required=False)


class MeasureImprovement(Input):
    value = Value()
    on = DayField(required=False)
    remark = serializers.CharField(max_length=200, required=False, allow_blank=True)


class NoteOnImprovement(Input):
    text = serializers.CharField(max_length=20_000)
    kind = serializers.ChoiceField(choices=ImprovementWord.choices, required=False)


class LinkToImprovement(Input):
    issue = RefField(issues)


class CloseImprovement(Reason):
    after = Value(required=False, allow_null=True)


class ImprovementFilters(Filters):
    state = django_filters.ChoiceFilter(choices=ImprovementState.choices)
    department = django_filters.CharFilter(method="of_department", help_text="Code of the department.")

    def of_department(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return rows.of_department(code)


def accepting(user: Any, item: Improvement) -> Answer:
    return Allowed() if user.can("issues.oversee") else moves.NOT_SUPERVISOR


def linking(user: Any, item: Improvement) -> Answer:
    return permissions.can_propose_improvement(user)


def measured(**given: Any) -> Improvement:
    """The value of one day, written down; the same day again corrects it."""
    return actions.measure_improvement(**given).item


def counted(**given: Any) -> Improvement:
    """Today's value, counted by the portal as the baseline was."""
    return actions.count_improvement(**given).item


def noted(**given: Any) -> Improvement:
    """A comment, the notes of a workshop, or what was changed."""
    return actions.note_improvement(**given).item


def linked(**given: Any) -> Improvement:
    """The problem showed in this issue; departments learn only how many there are."""
    return actions.link_issue(**given).item


class ImprovementViewSet(OfItself):
    """Problems with a measure, a target and an owner; departments find their own."""

    model = Improvement
    serializer_class = ImprovementSerializer
    filterset_class = ImprovementFilters
    orders = {"proposed_at": ("proposed_at", "id")}
    search_fields = ("title",)
    subject = "item"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).annotate(owner_ref=F("owner__ref"), cases=Count("linked"))

    shape = ImprovementSerializer
    edits = {"asks": permissions.can_edit_improvement}
    create = creates(actions.propose_improvement, ProposeImprovement, shape, asks=permissions.can_propose_improvement)
    change = verb("change", actions.change_improvement, ChangeImprovement, shape, **edits)
    measure = verb("measure", measured, MeasureImprovement, shape, **edits)
    count = verb("count", counted, NoInput, shape, **edits)
    note = verb("note", noted, NoteOnImprovement, shape, asks=permissions.can_note_improvement)
    link = verb("link", linked, LinkToImprovement, shape, asks=linking)
    unlink = verb("unlink", actions.unlink_issue, LinkToImprovement, shape, asks=linking)
    accept = verb("accept", moves.accept_improvement, NoInput, shape, asks=accepting)
    begin = verb("begin", moves.begin_improvement, NoInput, shape, **edits)
    measure_effect = verb("measure-effect", moves.measure_effect, NoInput, shape, **edits)
    go_on = verb("go-on", moves.go_on_improving, Reason, shape, **edits)
    close = verb("close", moves.close_improvement, CloseImprovement, shape, **edits)
    drop = verb("drop", moves.drop_improvement, Reason, shape, **edits)
    propose_again = verb("propose-again", moves.propose_again, Reason, shape, **edits)
