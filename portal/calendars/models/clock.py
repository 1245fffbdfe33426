"""A deadline that runs: its rule, its pauses as events, and every change of its due instant with the reason.

Rows of the ground floor: what a clock is about is named by type and reference, without a foreign key.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.calendars.choices import (
    AtZero,
    ChangeCause,
    ClockState,
    DueTime,
    IntervalKind,
    Outcome,
    Roll,
    StartDay,
    Unit,
)
from portal.calendars.models.calendar import Calendar, CalendarVersion
from portal.calendars.querysets.clocks import ClockQuerySet
from portal.lifecycle.rows import Row


class Clock(Row):
    """One rule running for one subject.

    Either `amount` of `unit` from `started_at`, or `fixed_day`. `due_at` is empty while paused, unless it had
    passed before; `remaining` is then the open time left, to sort by and to show. `breached_at` is the due
    instant that passed while the clock ran: a fact, never unset, only annotated in `breach_note`. `cycle` counts
    how often the same rule was started anew for the subject. `inner` clocks are the desk's own.
    """

    REF_PREFIX = "CK"

    subject_type = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=20)
    participant_id = models.BigIntegerField(null=True, help_text="whose data it concerns; no foreign key: ground floor")
    inner = models.BooleanField(default=True)
    kind = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    cycle = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=300, blank=True)
    policy_code = models.CharField(max_length=60, blank=True)
    policy_version = models.PositiveIntegerField(default=1)
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="clocks", db_index=False)
    calendar_version = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="clocks")
    amount = models.DecimalField(max_digits=14, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.DAY)
    start_day = models.CharField(max_length=10, choices=StartDay, default=StartDay.EXCLUSIVE)
    due_time = models.CharField(max_length=10, choices=DueTime, default=DueTime.SAME)
    at_zero = models.CharField(max_length=10, choices=AtZero, default=AtZero.START)
    fixed_day = models.DateField(null=True, blank=True)
    roll = models.CharField(max_length=10, choices=Roll, default=Roll.NEXT)
    plan = models.ForeignKey("calendars.ReminderPlan", models.PROTECT, null=True, blank=True, related_name="clocks")
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    remaining = models.DurationField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ClockState, default=ClockState.RUNNING)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    breached_at = models.DateTimeField(null=True, blank=True)
    breach_note = models.CharField(max_length=300, blank=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["subject_ref", "kind", "cycle"], name="clock_cycle_once"),
            models.UniqueConstraint(
                fields=["subject_ref", "kind"], condition=~Q(state=ClockState.STOPPED), name="clock_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=ClockState.values), name="clock_state"),
            models.CheckConstraint(condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="clock_outcome"),
            models.CheckConstraint(
                condition=Q(state=ClockState.STOPPED, stopped_at__isnull=False) & ~Q(outcome="")
                | ~Q(state=ClockState.STOPPED) & Q(stopped_at__isnull=True, outcome=""),
                name="clock_stopped_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False, fixed_day__isnull=True)
                | Q(amount__isnull=True, fixed_day__isnull=False),
                name="clock_amount_or_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClockState.RUNNING) | Q(due_at__isnull=False), name="clock_running_is_due"
            ),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="clock_unit"),
            models.CheckConstraint(condition=Q(start_day__in=StartDay.values), name="clock_start_day"),
            models.CheckConstraint(condition=Q(due_time__in=DueTime.values), name="clock_due_time"),
            models.CheckConstraint(condition=Q(roll__in=Roll.values), name="clock_roll"),
            models.CheckConstraint(condition=Q(at_zero__in=AtZero.values), name="clock_at_zero"),
            models.CheckConstraint(
                condition=Q(remaining=None) | Q(state=ClockState.PAUSED), name="clock_remaining_while_paused"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state=ClockState.RUNNING, breached_at__isnull=True),
                name="clock_to_breach",
            ),
            models.Index(fields=["due_at", "id"], condition=Q(state=ClockState.RUNNING), name="clock_running_due"),
            models.Index(
                fields=["remaining", "id"], condition=Q(state=ClockState.PAUSED), name="clock_paused_remaining"
            ),
            models.Index(
                fields=["calendar", "id"], condition=~Q(state=ClockState.STOPPED), name="clock_open_of_calendar"
            ),
            models.Index(fields=["participant_id", "due_at"], name="clock_participant"),
            models.Index(
                fields=["breached_at", "id"], condition=Q(breached_at__isnull=False), name="clock_breached_when"
            ),
            models.Index(fields=["subject_type", "subject_ref"], name="clock_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.subject_ref})"


class ClockInterval(models.Model):
    """A span in which a clock ran or was paused; an event, closed by the next one and never counted up."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="intervals")
    kind = models.CharField(max_length=10, choices=IntervalKind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(ends_at=None), name="clock_interval_one_open"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="clock_interval_period"
            ),
            models.CheckConstraint(condition=Q(kind__in=IntervalKind.values), name="clock_interval_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.starts_at:%Y-%m-%d %H:%M}"


class ClockChange(models.Model):
    """The ledger of a clock: what its due instant was and became, who did it and why, under which versions."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    cause = models.CharField(max_length=10, choices=ChangeCause)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    by_label = models.CharField(max_length=200, blank=True)
    old_due_at = models.DateTimeField(null=True)
    new_due_at = models.DateTimeField(null=True)
    old_calendar_version = models.PositiveIntegerField(null=True)
    new_calendar_version = models.PositiveIntegerField(null=True)
    old_policy_version = models.PositiveIntegerField(null=True)
    new_policy_version = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(cause__in=ChangeCause.values), name="clock_change_cause")]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} at {self.at:%Y-%m-%d %H:%M}"
