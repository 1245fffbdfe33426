"""What a new account manager learns, by when, and how it is known that it was learned. For the person, the mentor,
supervisors and auditors."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.choices import Level
from accounts.querysets.learning import LearningGoalQuerySet, LearningPlanQuerySet
from accounts.querysets.staff_side import StaffSideQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class LearningTemplate(Row):
    """One step that plans of a level begin with: what kind of fact shows it, of what, how often, by which Business
    Day. The kinds are those that `accounts.learning_sources` knows."""

    REF_PREFIX = "LT"
    FROM_CATALOG = True

    code = models.SlugField(max_length=40, unique=True)
    level = models.CharField(max_length=10, choices=Level)
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    times = models.PositiveSmallIntegerField(default=1)
    in_days = models.PositiveSmallIntegerField("Business Days from the start")
    order = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    objects = StaffSideQuerySet.as_manager()

    class Meta:
        verbose_name = "step of learning plans"
        verbose_name_plural = "steps of learning plans"
        ordering = ["level", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="learning_template_level"),
            models.CheckConstraint(condition=Q(times__gte=1) & ~Q(title=""), name="learning_template_whole"),
        ]

    def __str__(self) -> str:
        return self.title


class LearningPlan(Row):
    """One person's plan; one runs at a time, earlier ones stay in the competence record."""

    REF_PREFIX = "LP"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="learning_plans")
    level = models.CharField(max_length=10, choices=Level)
    starts_on = models.DateField("first day")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    end_reason = models.CharField("why it ended", max_length=300, blank=True)
    waits_for = models.ForeignKey(
        "accounts.LearningGoal",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name="step its deadline is about",
    )

    objects = LearningPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "learning plan"
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="learning_plan_one_runs"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="learning_plan_level"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="learning_plan_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"Learning plan, {self.get_level_display()}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:learning", args=[self.person.ref])


class LearningGoal(Row):
    """One step of a plan. `done_on` is set once facts show it, or by the mentor's word where no fact can."""

    REF_PREFIX = "LG"

    plan = models.ForeignKey(LearningPlan, models.CASCADE, related_name="goals", db_index=False)
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    times = models.PositiveSmallIntegerField(default=1)
    target_on = models.DateField("by")
    order = models.PositiveSmallIntegerField(default=0)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    word = models.CharField("the mentor's word", max_length=300, blank=True)

    objects = LearningGoalQuerySet.as_manager()

    class Meta:
        verbose_name = "goal of a learning plan"
        verbose_name_plural = "goals of learning plans"
        ordering = ["target_on", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(times__gte=1) & ~Q(title=""), name="learning_goal_whole"),
            models.CheckConstraint(
                condition=Q(done_by=None, word="") | (Q(done_by__isnull=False, done_on__isnull=False) & ~Q(word="")),
                name="learning_goal_word",
            ),
        ]
        indexes = [models.Index(fields=["plan", "target_on", "order"], name="learning_goal_of_plan")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()
