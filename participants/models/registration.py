"""A registration: one market role of one participant under its own DUNS."""

from django.db import models
from django.db.models import Q

from participants.choices import Origin, RegistrationStatus
from participants.models.findable import findable
from participants.querysets.registrations import RegistrationQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Registration(Row):
    """Listed registrations count as qualified without a checklist.

    `missing_since` is the report date of the first full list that no longer named it; the portal proposes
    what to do and never terminates by itself. A terminated registration is not reopened: a new one,
    under a new DUNS, names it as `successor_of`.

    `status_on`, `status_reason` and `status_section` say since when and why it stands where it stands: the participant
    reads them. `qualified_on` is the effective operating day. Only `actions/registration_moves.py` sets a status.
    """

    REF_PREFIX = "RG"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="registrations")
    role = models.ForeignKey("participants.MarketRole", models.PROTECT, related_name="registrations")
    duns = models.CharField("DUNS", max_length=13, blank=True)
    short_name = models.CharField(max_length=40, blank=True)
    listed_name = models.CharField("name in the official list", max_length=200, blank=True)
    agreement_date = models.DateField("agreement effective", null=True, blank=True)
    status = models.CharField(max_length=30, choices=RegistrationStatus, default=RegistrationStatus.PROSPECTIVE)
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.ENTERED)
    listed_on = models.DateField("last seen in a list of", null=True, blank=True)
    missing_since = models.DateField("no longer listed since", null=True, blank=True)
    status_on = models.DateField("in this state since", null=True, blank=True)
    status_reason = models.TextField("reason", blank=True, help_text="what is missing, or on what ground")
    status_section = models.CharField("section of the rules", max_length=60, blank=True)
    application_on = models.DateField("application received", null=True, blank=True)
    qualified_on = models.DateField("qualified from operating day", null=True, blank=True)
    successor_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["role__order", "short_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["role", "duns"], condition=~Q(duns=""), name="registration_role_duns_once"),
            models.CheckConstraint(
                condition=Q(duns="") | Q(duns__regex=r"^[0-9]{9}([0-9]{4})?$"), name="registration_duns"
            ),
            models.CheckConstraint(
                condition=~Q(duns="")
                | Q(status__in=["prospective", "application_received", "incomplete", "withdrawn"]),
                name="registration_duns_needed",
            ),
            models.CheckConstraint(condition=Q(status__in=RegistrationStatus.values), name="registration_status"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="registration_origin"),
            models.CheckConstraint(
                condition=~Q(status=RegistrationStatus.SUSPENDED) | (~Q(status_reason="") & ~Q(status_section="")),
                name="registration_suspended_on_a_ground",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "role"], name="registration_participant"),
            models.Index(fields=["role", "status"], name="registration_role_status"),
            models.Index(
                fields=["missing_since"], condition=Q(missing_since__isnull=False), name="registration_missing"
            ),
            findable("short_name", "duns", name="registration_search"),
        ]

    def __str__(self) -> str:
        return f"{self.role.code} {self.short_name or self.duns}".strip()

    def get_absolute_url(self) -> str:
        return reverse("participants:registration-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-company")
