"""The tasks of a plan, with owners on both sides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from participants.choices import PlanSide, TaskState
from participants.models.plans.lines import PlanLine
from participants.querysets.plans import DependencyQuerySet, PlanTaskQuerySet


class PlanTask(PlanLine):
    """Something one side does by a day. Only tasks of the agreed version are worked on.

    `due_on` is reckoned in `calendar` (see portal.calendars) from `begins_on` and `days`, or given as a day
    (`days` is None); the clock of an agreed task says how. Of the operator's tasks `owner` is responsible, of the
    participant's `contact`.
    """

    REF_PREFIX = "PT"

    objective = models.ForeignKey(
        "participants.PlanObjective", models.SET_NULL, null=True, blank=True, related_name="tasks", db_index=False
    )
    detail = models.TextField(blank=True)
    side = models.CharField(max_length=12, choices=PlanSide, default=PlanSide.OPERATOR)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="plan_tasks", db_index=False
    )
    contact = models.ForeignKey(
        "participants.Contact", models.PROTECT, null=True, blank=True, related_name="plan_tasks", db_index=False
    )
    calendar = models.CharField(max_length=40, default="ercot-business", help_text="the day kind of the due date")
    begins_on = models.DateField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField("due")
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    done_at = models.DateTimeField("done or dropped", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    outcome = models.TextField(blank=True)
    after = models.ManyToManyField(
        "self",
        through="participants.PlanDependency",
        through_fields=("task", "after"),
        symmetrical=False,
        related_name="before",
        blank=True,
    )

    objects = PlanTaskQuerySet.as_manager()

    class Meta(PlanLine.Meta):
        verbose_name = "task of a plan"
        verbose_name_plural = "tasks of plans"
        ordering = ["version", "due_on", "id"]
        constraints = [
            *PlanLine.Meta.constraints,
            models.CheckConstraint(condition=Q(side__in=PlanSide.values), name="plantask_side"),
            models.CheckConstraint(condition=Q(state__in=TaskState.values), name="plantask_state"),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN, done_at__isnull=True)
                | ~Q(state=TaskState.OPEN) & Q(done_at__isnull=False),
                name="plantask_done_at",
            ),
            models.CheckConstraint(
                condition=Q(side=PlanSide.OPERATOR, contact__isnull=True)
                | Q(side=PlanSide.PARTICIPANT, owner__isnull=True, shared=True),
                name="plantask_owner_of_its_side",
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(begins_on__isnull=False), name="plantask_days_from_a_day"
            ),
        ]
        indexes = [
            *PlanLine.Meta.indexes,
            models.Index(
                fields=["owner", "due_on", "id"], condition=Q(state=TaskState.OPEN), name="plantask_of_person"
            ),
            models.Index(fields=["participant", "due_on", "id"], name="plantask_participant"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("participants:plan-task", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-plan-task", args=[self.ref])

    @property
    def is_open(self) -> bool:
        return self.state == TaskState.OPEN


class PlanDependency(models.Model):
    """`task` can begin when `after` is done; both stand in the same version."""

    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="dependencies", db_index=False)
    after = models.ForeignKey(PlanTask, models.CASCADE, related_name="dependents")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")

    objects = DependencyQuerySet.as_manager()

    class Meta:
        verbose_name = "dependency between tasks"
        verbose_name_plural = "dependencies between tasks"
        ordering = ["task", "after"]
        constraints = [
            models.UniqueConstraint(fields=["task", "after"], name="plan_dependency_once"),
            models.CheckConstraint(condition=~Q(task=F("after")), name="plan_dependency_two_tasks"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} after {self.after_id}"
