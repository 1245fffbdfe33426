"""Service policies as data: which issues, by when, counted how; versions are never edited."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from issues.choices import Severity, TargetKind
from issues.querysets.targets import DeskRowQuerySet, VersionQuerySet
from portal.calendars.choices import DueTime, StartDay, Unit
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class ServicePolicy(Row):
    """One set of promises. Policies are asked by `order`; the first one whose conditions an issue meets holds for it.

    An `edited` policy is never overwritten by the defaults; an inactive one covers nothing and stops its clocks.
    """

    REF_PREFIX = "SP"
    FROM_CATALOG = True

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=100)
    active = models.BooleanField(default=True)
    edited = models.BooleanField("edited here", default=False, help_text="the defaults leave it alone")

    objects = DeskRowQuerySet.as_manager()

    class Meta:
        verbose_name = "service policy"
        verbose_name_plural = "service policies"
        ordering = ["order", "code"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="service_policy_named")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("issues:policy-detail", args=[self.ref])


class PolicyVersion(Row):
    """What held from its publication until the next one: conditions, rules and (as rows of their own) targets.

    An empty condition is met by every issue. `rules` say for each kind of target on which events its clock starts,
    resets and stops, and in which states of the issue it rests (`issues.rules.target_rules`).
    """

    REF_PREFIX = "SV"
    FROM_CATALOG = True

    policy = models.ForeignKey(ServicePolicy, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    areas = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    category_codes = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    severities = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    role_codes = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="service_policies"
    )
    rules = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version of a service policy"
        verbose_name_plural = "versions of service policies"
        ordering = ["policy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_number"),
            models.UniqueConstraint(fields=["policy"], condition=Q(current=True), name="policy_version_current"),
        ]

    def __str__(self) -> str:
        return f"{self.policy.code} version {self.number}"


class ServiceTarget(models.Model):
    """By when, for one severity: so much time of `calendar`, with the plan that says who hears of it."""

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="targets", db_index=False)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    kind = models.CharField(max_length=20, choices=TargetKind)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    unit = models.CharField(max_length=10, choices=Unit)
    start_day = models.CharField(max_length=10, choices=StartDay, default=StartDay.EXCLUSIVE)
    due_time = models.CharField(max_length=10, choices=DueTime, default=DueTime.SAME)
    calendar = models.SlugField("counted by", max_length=60, db_index=False)
    plan = models.SlugField("who hears when", max_length=60, blank=True, db_index=False)
    source = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["version", "severity", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["version", "severity", "kind"], name="service_target_once"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="service_target_severity"),
            models.CheckConstraint(condition=Q(kind__in=TargetKind.values), name="service_target_kind"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="service_target_unit"),
            models.CheckConstraint(condition=Q(start_day__in=StartDay.values), name="service_target_start_day"),
            models.CheckConstraint(condition=Q(due_time__in=DueTime.values), name="service_target_due_time"),
            models.CheckConstraint(condition=Q(amount__gt=0) & ~Q(calendar=""), name="service_target_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.get_severity_display()}"
