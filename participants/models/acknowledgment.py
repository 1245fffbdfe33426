"""A QSE's word that it will represent: asked by another company's change, answered by the QSE's own people."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import AcknowledgmentState
from participants.querysets.changes import AcknowledgmentQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Acknowledgment(Row):
    """Holds what the representation will show, and nothing else of the change: both companies read it."""

    REF_PREFIX = "AK"

    change = models.OneToOneField("participants.Change", models.CASCADE, related_name="acknowledgment")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    representative = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    representative_registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, related_name="+", verbose_name="QSE", db_index=False
    )
    represented_name = models.CharField(max_length=240)
    representative_name = models.CharField(max_length=240)
    starts_on = models.DateField("from", null=True, blank=True)
    state = models.CharField(max_length=10, choices=AcknowledgmentState, default=AcknowledgmentState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    signer_name = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = AcknowledgmentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AcknowledgmentState.values), name="acknowledgment_state"),
            models.CheckConstraint(
                condition=~Q(state=AcknowledgmentState.SIGNED) | Q(signer__isnull=False, answered_at__isnull=False),
                name="acknowledgment_signed_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.representative_name} for {self.represented_name}"

    def get_absolute_url(self) -> str:
        """Staff read it on the page of its change."""
        return reverse("participants:change-list")

    def get_my_url(self) -> str:
        return reverse("my-acknowledgment", args=[self.ref])
