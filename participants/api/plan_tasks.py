"""/api/v1/plan-tasks/: what both sides do by a day. Written in drafts by the staff, worked on once both have signed."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import plan_tasks as tasks
from participants.actions import plan_work as work
from participants.actions.plan_lines import remove_line
from participants.api.plans import LONGEST, OfAPlan, PlanNothing
from participants.api.shared import OfParticipantFilters, Reason, colleagues
from participants.choices import PlanSide, PlanState, TaskState
from participants.models import Contact, PlanObjective, PlanTask, PlanVersion
from participants.rules.plan_days import MOST_DAYS
from portal.calendars.models import Calendar
from portal.rest.serializers import DayField, Input, RefField, RefList, RowSerializer, shown
from portal.rest.views import changes, creates, verb


def calendars(user: Any) -> QuerySet:
    return Calendar.objects.all()


class PlanTaskSerializer(RowSerializer):
    plan = shown("plan_ref")
    version = shown("version_ref")
    version_state = shown("state_of_version")
    participant = shown("participant_ref")

    class Meta:
        model = PlanTask
        fields = (
            "ref",
            "line",
            "plan",
            "version",
            "version_state",
            "participant",
            "title",
            "detail",
            "side",
            "calendar",
            "begins_on",
            "days",
            "due_on",
            "state",
            "done_at",
            "outcome",
            "shared",
            "created_at",
        )


class ChangePlanTask(Input):
    title = serializers.CharField(max_length=200, required=False)
    detail = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    shared = serializers.BooleanField(required=False)
    side = serializers.ChoiceField(PlanSide.choices, required=False)
    owner = RefField(colleagues, required=False, allow_null=True, help_text="Of the operator's; else the plan's.")
    contact = RefField(Contact, required=False, allow_null=True, help_text="Of the participant's.")
    objective = RefField(PlanObjective, required=False, allow_null=True, help_text="Of the same version.")
    calendar = RefField(calendars, name="code", required=False, help_text="The kind of day the due date is.")
    due_on = DayField(required=False, allow_null=True)
    begins_on = DayField(required=False, allow_null=True, help_text="With `days`, instead of `due_on`.")
    days = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_DAYS)


class AddPlanTask(ChangePlanTask):
    version = RefField(PlanVersion, help_text="A draft.")
    title = serializers.CharField(max_length=200)
    after = RefList(PlanTask, required=False, help_text="It can begin when these are done.")


class PlacePlanTask(Input):
    after = RefList(PlanTask, help_text="It can begin when these are done, and no others.")


class FinishPlanTask(Input):
    outcome = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class PlanTaskFilters(OfParticipantFilters):
    plan = django_filters.CharFilter(field_name="version__plan__ref", help_text="Reference of the plan.")
    version = django_filters.CharFilter(field_name="version__ref", help_text="Reference of the version.")
    version_state = django_filters.ChoiceFilter(field_name="version__state", choices=PlanState.choices)
    side = django_filters.ChoiceFilter(choices=PlanSide.choices)
    state = django_filters.ChoiceFilter(choices=TaskState.choices)
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_until = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")


def _coded(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"calendar": fields["calendar"].code} if "calendar" in fields else fields


def add_task(**given: Any) -> PlanTask:
    """Something one side does by a day, given as a day or as so many days of the calendar after a first one.

    Of the operator's tasks without an owner the plan's owner is responsible. In drafts only.
    """
    return tasks.add_task(**_coded(given))


def change_task(**given: Any) -> PlanTask:
    """Write a task of the draft anew; its day is reckoned anew where the term or the calendar is given."""
    return tasks.change_task(**_coded(given))


def remove_task(*, task: PlanTask, **who: Any) -> PlanTask:
    """Take a task out of the draft; what was agreed keeps it."""
    remove_line(line=task, **who)
    return task


class PlanTaskViewSet(OfAPlan):
    """Tasks of account plans, of both sides. Those of the agreed version are worked on."""

    model = PlanTask
    serializer_class = PlanTaskSerializer
    filterset_class = PlanTaskFilters
    orders = {"due_on": ("due_on", "id"), "created_at": ("id",)}
    search_fields = ("title",)
    subject = "task"
    plan_path = "version__plan"

    def rows(self, user: Any) -> QuerySet:
        named = {"version_ref": F("version__ref"), "state_of_version": F("version__state")}
        return super().rows(user).annotate(**named)

    def owner(self, row: PlanTask) -> PlanTask:
        """The permission asks about the task itself: whoever owns it may work on it."""
        return row

    written = {"asks": lambda user, task: permissions.can_write_plan(user, task.version.plan)}
    asked = {"asks": permissions.can_work_on_task}
    create = creates(add_task, AddPlanTask, PlanTaskSerializer, asks=permissions.can_see_plans)
    partial_update = changes(change_task, ChangePlanTask, PlanTaskSerializer, **written)
    place = verb("place", tasks.place_task, PlacePlanTask, PlanTaskSerializer, **written)
    remove = verb("remove", remove_task, PlanNothing, None, **written)
    finish = verb("finish", work.finish_task, FinishPlanTask, PlanTaskSerializer, **asked)
    drop = verb("drop", work.drop_task, Reason, PlanTaskSerializer, **asked)
    reopen = verb("reopen", work.reopen_task, Reason, PlanTaskSerializer, **asked)
