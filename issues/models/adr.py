"""Alternative dispute resolution (Section 20): the next door after a denied dispute."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import AdrOutcome, AdrState, ClaimPaid
from issues.querysets.disputes import AdrCaseQuerySet, AdrStepQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class AdrCase(Row):
    """One ADR proceeding. `request_until` is the last day for the request, computed from the denial; both sides read.

    The steps and their limits are taken from the rules as they were when the case was opened.
    """

    REF_PREFIX = "AD"

    dispute = models.OneToOneField("issues.Dispute", models.PROTECT, related_name="adr")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=AdrState, default=AdrState.PREPARING)
    denied_on = models.DateField()
    request_until = models.DateField("request until")
    requested_on = models.DateField(null=True, blank=True)
    number = models.CharField("operator's number", max_length=60, blank=True)
    outcome = models.CharField(max_length=12, choices=AdrOutcome, blank=True)
    outcome_text = models.TextField(blank=True)
    awarded_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    paid_by = models.CharField("settled by", max_length=12, choices=ClaimPaid, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()

    objects = AdrCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "ADR proceeding"
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AdrState.values), name="adr_case_state"),
            models.CheckConstraint(condition=Q(outcome="") | Q(outcome__in=AdrOutcome.values), name="adr_case_outcome"),
            models.CheckConstraint(condition=Q(paid_by="") | Q(paid_by__in=ClaimPaid.values), name="adr_case_paid_by"),
            models.CheckConstraint(
                condition=Q(state=AdrState.ENDED, ended_on__isnull=False) & ~Q(outcome="")
                | ~Q(state=AdrState.ENDED) & Q(outcome="", ended_on=None),
                name="adr_case_ended_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=AdrState.REQUESTED) | Q(requested_on__isnull=False), name="adr_case_requested"
            ),
        ]
        indexes = [models.Index(fields=["participant", "-opened_at", "-id"], name="adr_case_participant")]

    def __str__(self) -> str:
        return f"ADR {self.number or self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("issues:adr-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-adr", args=[self.ref])


class AdrStep(Row):
    """One step of a proceeding with its limit, and when it was done."""

    REF_PREFIX = "AX"

    case = models.ForeignKey(AdrCase, models.CASCADE, related_name="steps", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    limit = models.CharField("limit in words", max_length=400, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    objects = AdrStepQuerySet.as_manager()

    class Meta:
        verbose_name = "step of an ADR proceeding"
        verbose_name_plural = "steps of ADR proceedings"
        ordering = ["case", "order"]
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="adr_step_once")]

    def __str__(self) -> str:
        return self.name
