"""The register of disclosures: who asked for protected information, by what right, and what each owner was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices.disclosures import DisclosureState, Requester
from participants.querysets.disclosures import DisclosureLineQuerySet, DisclosureQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Disclosure(Row):
    """One request. Staff only: it may concern several owners, who never learn of each other."""

    REF_PREFIX = "DI"

    requester_kind = models.CharField("kind of requester", max_length=12, choices=Requester)
    requester = models.CharField("who asks", max_length=200)
    authority = models.CharField("legal basis", max_length=300)
    asked_on = models.DateField("asked on")
    note = models.TextField("note for the staff", blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(requester_kind__in=Requester.values), name="disclosure_requester_kind"),
            models.CheckConstraint(condition=~Q(requester="") & ~Q(authority=""), name="disclosure_by_right"),
        ]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="disclosure_opened")]

    def __str__(self) -> str:
        return f"Disclosure {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("participants:disclosure-detail", args=[self.ref])


class DisclosureLine(Row):
    """One owner's part. Who asks and by what right stand here as the notice told them; the owner reads no other row."""

    REF_PREFIX = "DL"

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="lines", db_index=False)
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="disclosure_lines", db_index=False
    )
    state = models.CharField(max_length=15, choices=DisclosureState, default=DisclosureState.PREPARED)
    requester_kind = models.CharField(max_length=12, choices=Requester)
    requester = models.CharField(max_length=200)
    authority = models.CharField(max_length=300)
    what = models.TextField("what of this owner")
    noticed_at = models.DateTimeField(null=True, blank=True)
    objects_until = models.DateField(null=True, blank=True)
    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    section = models.CharField("section that forbids the notice", max_length=200, blank=True)
    silence_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.TextField("reason of the decision", blank=True)
    disclosed_on = models.DateField(null=True, blank=True)
    disclosed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = DisclosureLineQuerySet.as_manager()

    class Meta:
        verbose_name = "line of a disclosure"
        verbose_name_plural = "lines of disclosures"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "participant"], name="disclosure_line_once"),
            models.CheckConstraint(condition=Q(state__in=DisclosureState.values), name="disclosure_line_state"),
            models.CheckConstraint(
                condition=Q(requester_kind__in=Requester.values), name="disclosure_line_requester_kind"
            ),
            models.CheckConstraint(
                condition=~Q(state=DisclosureState.SILENT) | Q(confirmed_by__isnull=False) & ~Q(section=""),
                name="disclosure_line_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("silence_by")),
                name="disclosure_line_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=DisclosureState.DISCLOSED)
                | Q(disclosed_on__isnull=False, decided_at__isnull=False)
                & (Q(noticed_at__isnull=False) | Q(confirmed_by__isnull=False)),
                name="disclosure_line_told_before",
            ),
        ]
        indexes = [models.Index(fields=["participant", "-noticed_at", "-id"], name="disclosure_line_owner")]

    def __str__(self) -> str:
        return f"Disclosure {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("participants:disclosure-list")

    def get_my_url(self) -> str:
        return reverse("my-disclosures")
