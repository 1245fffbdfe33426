"""Reports that are drawn in the background or by a schedule, the rules they keep, and what is published of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.querysets.reporting import (
    MarketFiguresQuerySet,
    ReportRuleQuerySet,
    ReportRunQuerySet,
    ReportScheduleQuerySet,
)
from accounts.report_choices import Rhythm, RunState
from portal.lifecycle.rows import Row
from portal.reporting import periods, registry
from portal.web.addresses import reverse


class ReportRule(Row):
    """A number that reports keep to: a goal in percent, or how few companies may stand behind a published number."""

    REF_PREFIX = "RU"
    FROM_CATALOG = True
    MINIMUM = "group-minimum"
    MOST_OF_ONE = "most-of-one"
    ANSWERS = "first-answers-in-time"
    OBLIGATIONS = "obligations-in-time"

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=400, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    value = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    objects = ReportRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "rule of reports"
        verbose_name_plural = "rules of reports"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="report_rule_named"),
            models.CheckConstraint(
                condition=Q(value__gte=F("least"), value__lte=F("most")), name="report_rule_within_bounds"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportSchedule(Row):
    """A report that is drawn by itself for some colleagues, for each over what that person may see at that time.

    `given` are its parameters as in an address, without the period. `next_on` is the Business Day of the next run.
    """

    REF_PREFIX = "RS"

    report = models.CharField(max_length=60)
    given = models.JSONField(default=dict, blank=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recipients = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="report_schedules")
    made_at = models.DateTimeField()
    next_on = models.DateField()
    next_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReportScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = "schedule of a report"
        verbose_name_plural = "schedules of reports"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="report_schedule_rhythm"),
            models.CheckConstraint(condition=~Q(report=""), name="report_schedule_of_a_report"),
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"], condition=Q(paused_at=None, ended_at=None), name="report_schedule_due"
            )
        ]

    def __str__(self) -> str:
        return f"{registry.name_of(self.report)}, {self.get_rhythm_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:report-schedule", args=[self.ref])

    @property
    def is_running(self) -> bool:
        return self.paused_at is None and self.ended_at is None


class ReportRun(Row):
    """One report drawn in the background for one person, who alone reads it: asked for by hand, or by a schedule.

    `content` is what was counted, kept until `expires_at`; downloads are drawn from it. `try_at` is when a run that
    failed is tried again.
    """

    REF_PREFIX = "RR"

    report = models.CharField(max_length=60)
    given = models.JSONField(default=dict, blank=True)
    period = models.CharField(max_length=30)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    schedule = models.ForeignKey(
        ReportSchedule, models.PROTECT, null=True, blank=True, related_name="runs", db_index=False
    )
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    asked_at = models.DateTimeField()
    try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    head = models.JSONField(default=list, blank=True)
    content = models.JSONField(null=True, blank=True)
    refusal = models.CharField("why there is none", max_length=300, blank=True)

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "run of a report"
        verbose_name_plural = "runs of reports"
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="report_run_state"),
            models.CheckConstraint(
                condition=~Q(state=RunState.READY)
                | Q(ready_at__isnull=False, expires_at__isnull=False, content__isnull=False),
                name="report_run_ready",
            ),
            models.UniqueConstraint(fields=["schedule", "person", "period"], name="report_run_once"),
        ]
        indexes = [
            models.Index(fields=["person", "-asked_at", "-id"], name="report_run_of"),
            models.Index(fields=["try_at", "id"], condition=Q(state=RunState.WAITING), name="report_run_waiting"),
            models.Index(fields=["expires_at"], condition=Q(state=RunState.READY), name="report_run_expiry"),
        ]

    def __str__(self) -> str:
        return registry.name_of(self.report)

    def get_absolute_url(self) -> str:
        return reverse("accounts:report-run", args=[self.ref])


class MarketFigures(Row):
    """How the department served the market in one month, as it was published to all participants.

    Numbers too few companies stand behind are not in it at all. A published month is never changed and never
    published again: a second one could be subtracted from the first.
    """

    REF_PREFIX = "MF"

    month = models.DateField(unique=True)
    content = models.JSONField()
    minimum = models.PositiveSmallIntegerField("companies behind a number")
    withheld = models.PositiveSmallIntegerField("numbers not told", default=0)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("why withdrawn", max_length=300, blank=True)

    objects = MarketFiguresQuerySet.as_manager()

    class Meta:
        verbose_name = "figures of the market"
        verbose_name_plural = "figures of the market"
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="market_figures_of_a_month"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, reason="") | Q(withdrawn_at__isnull=False) & ~Q(reason=""),
                name="market_figures_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"Figures of {periods.month_of(self.month).label}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:market-figures")

    def get_my_url(self) -> str:
        return reverse("my-market-figures")
