"""Reminders and escalations: a plan as data, and the steps of each running clock."""

from django.db import models
from django.db.models import Q

from portal.calendars.choices import StepOutcome, Unit, When
from portal.calendars.models.clock import Clock
from portal.calendars.querysets.calendars import CalendarQuerySet
from portal.lifecycle.rows import Row


class ReminderPlan(Row):
    """Who hears of a clock before and after its due instant.

    Clocks take its levels when they start, are resumed or get another target. An `edited` plan is never
    overwritten by the defaults; an inactive one gives new clocks no levels.
    """

    REF_PREFIX = "RP"
    FROM_CATALOG = True

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    edited = models.BooleanField(default=False, help_text="changed here; the defaults leave it alone")

    objects = CalendarQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class ReminderLevel(models.Model):
    """One level of a plan: when (in the clock's own day kind), to whom, as what kind of message.

    `audience` is a word that the subject's app resolves to people ("responsible", "senior", "supervisors").
    `ladder` names the step of the escalation ladder (E0 is normal work). Higher levels come later.
    """

    plan = models.ForeignKey(ReminderPlan, models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    when = models.CharField(max_length=10, choices=When)
    amount = models.DecimalField(max_digits=10, decimal_places=4, default=0)
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.DAY)
    audience = models.CharField(max_length=60)
    message_kind = models.CharField(max_length=80)
    ladder = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["plan", "level"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "level"], name="reminder_level_once"),
            models.CheckConstraint(condition=Q(when__in=When.values), name="reminder_level_when"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="reminder_level_unit"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="reminder_level_amount"),
            models.CheckConstraint(
                condition=Q(ladder="") | Q(ladder__in=["E0", "E1", "E2", "E3"]), name="reminder_level_ladder"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EscalationStep(models.Model):
    """A level of one clock. `fire_at` is its true planned time; `fired_at` when the sweep recorded it.

    Only the highest pending level notifies; lower ones missed while the system was down are recorded as
    superseded; `note` says why in words. `next_try_at` is what the sweep claims by: the planned time, later
    after a failure.
    """

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="steps")
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    audience = models.CharField(max_length=60)
    message_kind = models.CharField(max_length=80)
    ladder = models.CharField(max_length=2, blank=True)
    when = models.CharField(max_length=10, choices=When)
    amount = models.DecimalField(max_digits=10, decimal_places=4, default=0)
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.DAY)
    fire_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    fired_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=StepOutcome, default=StepOutcome.PENDING)
    late = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["clock", "level"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "level"], name="escalation_step_once"),
            models.CheckConstraint(condition=Q(outcome__in=StepOutcome.values), name="escalation_step_outcome"),
            models.CheckConstraint(
                condition=Q(outcome__in=[StepOutcome.PENDING, StepOutcome.CANCELED]) | Q(fired_at__isnull=False),
                name="escalation_step_fired",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(outcome=StepOutcome.PENDING), name="escalation_step_due"
            ),
            models.Index(
                fields=["fired_at", "id"],
                condition=Q(outcome=StepOutcome.NOTIFIED, ladder__in=["E1", "E2", "E3"]),
                name="escalation_step_climbed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.clock_id}"
