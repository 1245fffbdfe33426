"""An account plan, its versions, and what of them stays with the staff."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from participants.choices import PlanSide, PlanState
from participants.models.period import PERIOD, Dated, in_order
from participants.querysets.plans import PlanInsideQuerySet, PlanQuerySet, PlanVersionQuerySet, SharedStepQuerySet
from participants.rules.plan_moves import SHOWN
from portal.lifecycle.rows import Row

SIGNED_BY_BOTH = Q(signed_at__isnull=False, confirmed_at__isnull=False)


class AccountPlan(Row, Dated):
    """What is planned with a participant in a period; a participant has one plan for any day.

    Its content stands in versions. A participant's users see the plan once a version of it was sent for sign-off.
    """

    REF_PREFIX = "PL"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="plans", db_index=False)
    title = models.CharField(max_length=160)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="account_plans")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "account plan"
        ordering = ["-starts_on", "-id"]
        constraints = [
            in_order("plan_period"),
            models.CheckConstraint(condition=~Q(title=""), name="plan_titled"),
            models.CheckConstraint(condition=Q(ends_on__isnull=False), name="plan_ends"),
            ExclusionConstraint(
                name="plan_one_for_a_day",
                expressions=[(F("participant"), RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-starts_on", "-id"], name="plan_participant"),
            models.Index(fields=["ends_on", "id"], name="plan_ends_on"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participants:plan-detail", args=[self.ref])


class PlanVersion(Row):
    """One state of the plan's content: written as a draft, signed by both sides, superseded by the next.

    `situation` holds the shared facts as they were when they were last gathered: a list of sections
    `{"key", "title", "lines": [{"text", "ref", "url_name", "date"}]}`. It says nothing that stays with the staff.
    `signed` is the operator's word, `confirmed` the participant's.
    """

    REF_PREFIX = "PV"

    plan = models.ForeignKey(AccountPlan, models.CASCADE, related_name="versions", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.DRAFT)
    summary = models.TextField(blank=True, help_text="in a few sentences, for both sides")
    situation = models.JSONField(default=list, blank=True)
    gathered_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField("sent for sign-off", null=True, blank=True)
    signed_at = models.DateTimeField("signed by the operator", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField("confirmed by the participant", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField("superseded or discarded", null=True, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version of a plan"
        verbose_name_plural = "versions of plans"
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state__in=(PlanState.DRAFT, PlanState.IN_REVIEW)), name="plan_version_open"
            ),
            models.UniqueConstraint(fields=["plan"], condition=Q(state=PlanState.AGREED), name="plan_version_agreed"),
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="plan_version_state"),
            models.CheckConstraint(
                condition=~Q(state__in=(PlanState.AGREED, PlanState.SUPERSEDED)) | SIGNED_BY_BOTH,
                name="plan_version_signed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="plan_version_signed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="plan_version_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SHOWN, sent_at__isnull=False) | ~Q(state__in=SHOWN), name="plan_version_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("participants:plan-version", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-plan-version", args=[self.ref])


class PlanInside(models.Model):
    """What of a version only the staff read: facts that are not the participant's to see, and what to make of it."""

    version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="inside")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    facts = models.JSONField(default=list, blank=True, help_text="sections like those of the situation")
    assessment = models.TextField(blank=True)

    objects = PlanInsideQuerySet.as_manager()

    class Meta:
        verbose_name = "inside of a plan"
        verbose_name_plural = "insides of plans"
        ordering = ["version"]

    def __str__(self) -> str:
        return f"Inside of {self.version_id}"


class PlanRemark(Row):
    """What a colleague remarks on a plan; never shown to the participant."""

    REF_PREFIX = "PX"

    plan = models.ForeignKey(AccountPlan, models.CASCADE, related_name="remarks", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = PlanInsideQuerySet.as_manager()

    class Meta:
        verbose_name = "remark on a plan"
        verbose_name_plural = "remarks on plans"
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="plan_remark_says_something")]
        indexes = [models.Index(fields=["plan", "-at", "-id"], name="plan_remark_plan")]

    def __str__(self) -> str:
        return f"Remark {self.ref}"


class PlanStep(models.Model):
    """What happened to a version: drafted, sent, signed, confirmed, returned with a reason, superseded."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="steps", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    side = models.CharField(max_length=12, choices=PlanSide)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = SharedStepQuerySet.as_manager()

    class Meta:
        verbose_name = "step of a plan"
        verbose_name_plural = "steps of plans"
        ordering = ["version", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=PlanSide.values), name="plan_step_side"),
            models.CheckConstraint(condition=~Q(what=""), name="plan_step_what"),
        ]
        indexes = [models.Index(fields=["version", "at", "id"], name="plan_step_version")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
