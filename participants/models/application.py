"""What a company sent through the public form, before it is a participant."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import ApplicationState
from participants.models.findable import findable
from participants.querysets.applications import ApplicationQuerySet
from participants.rules.application_moves import DECIDED, TO_DECIDE, WITH_REASON
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Application(Row):
    """Staff only. Taking it up makes the `participant`, or names the one that was known already.

    `client_network` is kept for some days, to stop floods; `mailbox` is the address without what follows a "+", by
    which mails to one person are limited; `likeness` recognizes the same form sent twice, `repeats` counts those.
    """

    REF_PREFIX = "AP"

    company = models.CharField(max_length=200)
    contact_name = models.CharField("contact", max_length=120)
    email = models.EmailField("e-mail")
    phone = models.CharField(max_length=40, blank=True)
    roles = models.ManyToManyField("participants.MarketRole", related_name="+", verbose_name="intended roles")
    intended_start = models.DateField(null=True, blank=True)
    message = models.TextField(blank=True)
    received_at = models.DateTimeField()
    consented_at = models.DateTimeField()
    mailbox = models.EmailField()
    likeness = models.CharField(max_length=64)
    repeats = models.PositiveSmallIntegerField(default=0, help_text="how often it was sent again")
    client_network = models.CharField(max_length=43, blank=True)
    state = models.CharField(max_length=10, choices=ApplicationState, default=ApplicationState.RECEIVED)
    account_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="applications", db_index=False
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answer = models.TextField(blank=True, help_text="for the staff only: how the company was answered")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.TextField(blank=True, help_text="for the staff only: why it was declined or withdrawn")
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="applications"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_state"),
            models.CheckConstraint(
                condition=~Q(company="") & ~Q(contact_name="") & ~Q(email=""), name="application_named"
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.ACCEPTED, participant__isnull=False)
                | ~Q(state=ApplicationState.ACCEPTED) & Q(participant__isnull=True),
                name="application_became_participant",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False)
                | Q(state__in=TO_DECIDE, decided_at__isnull=True),
                name="application_decided_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WITH_REASON) & ~Q(reason="") | ~Q(state__in=WITH_REASON) & Q(reason=""),
                name="application_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False, answered_by__isnull=False)
                | Q(answered_at__isnull=True, answered_by__isnull=True, answer=""),
                name="application_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "received_at", "id"], name="application_queue"),
            models.Index(
                fields=["account_manager", "received_at", "id"],
                condition=Q(state__in=TO_DECIDE),
                name="application_of_person",
            ),
            models.Index(fields=["received_at", "id"], name="application_received"),
            models.Index(
                fields=["client_network", "received_at"], condition=~Q(client_network=""), name="application_network"
            ),
            models.Index(fields=["mailbox", "received_at"], name="application_mailbox"),
            findable("company", "contact_name", "email", name="application_search"),
        ]

    def __str__(self) -> str:
        return self.company

    def get_absolute_url(self) -> str:
        return reverse("participants:application-detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        """Somebody has to decide yet."""
        return self.state in TO_DECIDE
