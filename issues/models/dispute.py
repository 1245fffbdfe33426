"""A settlement and billing dispute: what is filed in the operator's dispute system, and what became of it there."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import DisputeResolution, DisputeStatus, MarketType, SettlementRun
from issues.querysets.disputes import DisputeQuerySet
from issues.rules.dispute_moves import ACTIVE, FILED
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Dispute(Row):
    """One dispute that an inquiry became. Filed elsewhere: without the operator's `number` it is not filed.

    The eleven elements are the disputing organization, contact person, contact data, operating day, statement ID,
    statement type, market type, time period, amount, dispute type and reason (`long_text`). Both sides read the row.
    """

    REF_PREFIX = "DP"

    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="disputes", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organization = models.CharField("disputing organization", max_length=200, blank=True)
    contact_person = models.CharField(max_length=120, blank=True)
    contact_data = models.CharField("phone and e-mail", max_length=300, blank=True)
    operating_day = models.DateField(null=True, blank=True)
    statement_id = models.CharField("statement ID", max_length=60, blank=True)
    statement_type = models.CharField(max_length=20, choices=SettlementRun, blank=True)
    market_type = models.CharField("market or service", max_length=10, choices=MarketType, blank=True)
    time_period = models.CharField(max_length=120, blank=True)
    interval_start = models.DateTimeField("start interval", null=True, blank=True)
    interval_end = models.DateTimeField("end interval", null=True, blank=True)
    amount = models.DecimalField("disputed amount", max_digits=14, decimal_places=2, null=True, blank=True)
    dispute_type = models.CharField(max_length=80, blank=True)
    sub_type = models.CharField(max_length=80, blank=True)
    charge_type = models.CharField(max_length=80, blank=True)
    short_text = models.CharField("short description", max_length=200, blank=True)
    long_text = models.TextField("reason", blank=True)
    confidentiality_expired = models.BooleanField("expiration of confidentiality", default=False)

    number = models.CharField("operator's number", max_length=60, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=DisputeStatus, default=DisputeStatus.NOT_STARTED)
    resolution = models.CharField(max_length=24, choices=DisputeResolution, blank=True)
    resolution_text = models.TextField("reasons of the resolution", blank=True)
    due_on = models.DateField("due", null=True, blank=True)
    planned_on = models.DateField("planned resolution", null=True, blank=True)
    resolved_on = models.DateField("resolution date", null=True, blank=True)
    closed_on = models.DateField("closed", null=True, blank=True)
    resolution_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    awarded_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reinvestigations = models.PositiveSmallIntegerField("times a resolution was rejected", default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField("created")
    changed_at = models.DateTimeField()

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=DisputeStatus.values), name="dispute_status"),
            models.CheckConstraint(
                condition=Q(resolution="") | Q(resolution__in=DisputeResolution.values), name="dispute_resolution"
            ),
            models.CheckConstraint(
                condition=Q(statement_type="") | Q(statement_type__in=SettlementRun.values), name="dispute_statement"
            ),
            models.CheckConstraint(
                condition=Q(market_type="") | Q(market_type__in=MarketType.values), name="dispute_market"
            ),
            models.CheckConstraint(
                condition=Q(status=DisputeStatus.CLOSED, closed_on__isnull=False) & ~Q(resolution="")
                | ~Q(status=DisputeStatus.CLOSED) & Q(resolution="", closed_on=None),
                name="dispute_closed_with_resolution",
            ),
            models.CheckConstraint(condition=~Q(status__in=FILED) | ~Q(number=""), name="dispute_filed_with_number"),
            models.CheckConstraint(
                condition=Q(interval_end=None) | Q(interval_end__gte=models.F("interval_start")),
                name="dispute_intervals",
            ),
            models.UniqueConstraint(fields=["issue"], condition=Q(status__in=ACTIVE), name="dispute_one_active"),
            models.UniqueConstraint(fields=["issue", "number"], condition=~Q(number=""), name="dispute_number_once"),
        ]
        indexes = [
            models.Index(fields=["status", "-opened_at", "-id"], name="dispute_list"),
            models.Index(fields=["-opened_at", "-id"], name="dispute_newest"),
            models.Index(fields=["participant", "-opened_at", "-id"], name="dispute_participant"),
            models.Index(fields=["issue"], name="dispute_issue"),
        ]

    def __str__(self) -> str:
        return f"Dispute {self.number or self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("issues:dispute-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-dispute", args=[self.ref])

    @property
    def is_filed(self) -> bool:
        """The operator's system has it."""
        return self.number != ""

    @property
    def is_active(self) -> bool:
        """Not withdrawn and not rejected."""
        return self.status in ACTIVE
