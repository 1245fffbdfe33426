"""When the operator and a participant were last in touch."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import ContactChannel, PlanSide
from participants.querysets.owned import DeskQuerySet


class LastContact(models.Model):
    """The newest contact of one participant, whichever way; kept so that quiet relationships are found by an index.

    `who` spoke last, in words; `about` is the reference of the row it was about. `before` holds a few earlier contacts,
    which count again when the last one is taken back. Staff only.
    """

    participant = models.OneToOneField("participants.Participant", models.CASCADE, related_name="last_contact")
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=ContactChannel)
    side = models.CharField("who spoke", max_length=12, choices=PlanSide)
    who = models.CharField(max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    about = models.CharField(max_length=20, blank=True)
    before = models.JSONField(default=list, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "last contact"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=ContactChannel.values), name="last_contact_channel"),
            models.CheckConstraint(condition=Q(side__in=PlanSide.values), name="last_contact_side"),
        ]
        indexes = [models.Index(fields=["at", "participant"], name="last_contact_at")]

    def __str__(self) -> str:
        return f"{self.who}, {self.at:%Y-%m-%d}"
