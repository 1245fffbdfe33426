"""/api/v1/learning-plans/ and learning-goals/: what a colleague learns; for the person, who guides, and overseers."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actions import learning as actions
from accounts.api.topics import colleagues, of_staff
from accounts.choices import Level
from accounts.learning import steps_of
from accounts.learning_permissions import can_keep_learning
from accounts.models import LearningGoal, LearningPlan, User
from accounts.rules.learning import DONE, LATE, OPEN
from portal.lifecycle.refusals import Answer
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb
from portal.scoping.today import market_day


def keeps(user: Any, person: User) -> Answer:
    return can_keep_learning(user, person, timezone.now())


class LearningPlanSerializer(RowSerializer):
    person = shown("person_ref")
    begun_by = shown("begun_by_ref")

    class Meta:
        model = LearningPlan
        fields = ("ref", "person", "level", "starts_on", "begun_by", "begun_at", "ended_at", "end_reason")


class LearningGoalSerializer(RowSerializer):
    """A step as it was set. Whether it is reached, the plan's `progress` says: most steps follow from facts."""

    plan = shown("plan_ref")
    person = shown("person_ref")

    class Meta:
        model = LearningGoal
        fields = ("ref", "plan", "person", "kind", "subject", "title", "times", "target_on", "done_on", "word")


class LearningProgressSerializer(serializers.Serializer):
    """How far one step is, by the facts of today or by the mentor's word."""

    goal = serializers.CharField(source="goal.ref")
    title = serializers.CharField(source="goal.title")
    target_on = serializers.DateField(source="goal.target_on")
    standing = serializers.CharField(source="standing.state", help_text=f"`{OPEN}`, `{LATE}` or `{DONE}`")
    done = serializers.IntegerField(source="standing.done")
    wanted = serializers.IntegerField(source="goal.times")
    reached_on = serializers.DateField(source="standing.reached_on", allow_null=True)
    says = serializers.CharField(source="standing.says")
    by_word = serializers.BooleanField(help_text="No fact shows it: the mentor gives the word.")


class BeginLearningPlan(Input):
    person = RefField(colleagues, help_text="Reference of the colleague.")
    level = serializers.ChoiceField(choices=Level.choices, required=False, help_text="The colleague's own by default.")
    starts_on = DayField(required=False, help_text="Today by default.")


class LearningReason(Input):
    reason = serializers.CharField(max_length=300)


class AddLearningGoal(Input):
    plan = RefField(LearningPlan)
    kind = serializers.CharField(max_length=30, help_text="What shows it, for instance `sign_off`, `quiz` or `word`.")
    subject = serializers.CharField(max_length=60, required=False, allow_blank=True)
    title = serializers.CharField(max_length=120)
    times = serializers.IntegerField(required=False, min_value=1, max_value=100)
    target_on = DayField()


class MoveLearningGoal(Input):
    target_on = DayField()


class GiveWord(Input):
    word = serializers.CharField(max_length=300, help_text="On what it rests.")


class LearningPlanFilters(Filters):
    person = django_filters.CharFilter(field_name="person__ref", help_text="Reference of the person.")
    running = YesNo("not_ended")

    def not_ended(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(ended_at__isnull=wanted)


class LearningGoalFilters(Filters):
    plan = django_filters.CharFilter(field_name="plan__ref", help_text="Reference of the plan.")
    person = django_filters.CharFilter(field_name="plan__person__ref", help_text="Reference of the person.")


class LearningPlanViewSet(ScopedViewSet):
    """Learning plans of account managers, running and ended."""

    model = LearningPlan
    serializer_class = LearningPlanSerializer
    filterset_class = LearningPlanFilters
    orders = {"begun_at": ("begun_at", "id")}
    subject = "plan"

    def rows(self, user: Any) -> QuerySet:
        found = {"person_ref": F("person__ref"), "begun_by_ref": F("begun_by__ref")}
        return super().rows(user).select_related("person").annotate(**found)

    def owner(self, row: LearningPlan) -> User:
        return row.person

    create = creates(actions.begin_learning_plan, BeginLearningPlan, LearningPlanSerializer, asks=of_staff)
    end = verb("end", actions.end_learning_plan, LearningReason, LearningPlanSerializer, asks=keeps)

    @extend_schema(responses={200: LearningProgressSerializer(many=True)})
    @action(detail=True, pagination_class=None, filterset_class=None)
    def progress(self, request: Request, **kwargs: str) -> Response:
        """All steps of the plan with how far they are, those of the earliest day first."""
        steps = steps_of(self.get_object(), today=market_day(timezone.now()))
        return Response(LearningProgressSerializer(steps, many=True).data)


class LearningGoalViewSet(ScopedViewSet):
    """Steps of learning plans: added, moved, vouched for where no fact can show them."""

    model = LearningGoal
    serializer_class = LearningGoalSerializer
    filterset_class = LearningGoalFilters
    orders = {"target_on": ("target_on", "id")}
    subject = "goal"

    def rows(self, user: Any) -> QuerySet:
        found = {"plan_ref": F("plan__ref"), "person_ref": F("plan__person__ref")}
        return super().rows(user).select_related("plan__person").annotate(**found)

    def owner(self, row: LearningGoal) -> User:
        return row.plan.person

    create = creates(actions.add_goal, AddLearningGoal, LearningGoalSerializer, asks=of_staff)
    move = verb("move", actions.move_goal, MoveLearningGoal, LearningGoalSerializer, asks=keeps)
    give_word = verb("give-word", actions.give_word, GiveWord, LearningGoalSerializer, asks=keeps)
    take_word_back = verb("take-word-back", actions.take_word_back, LearningReason, LearningGoalSerializer, asks=keeps)
