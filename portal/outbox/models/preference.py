"""What a person wants to hear, by which channel and when."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from portal.outbox.choices import MailChoice
from portal.outbox.querysets.preferences import OwnQuerySet


class Preference(models.Model):
    """One cell row of the matrix; a kind without a row follows the kind's own default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="message_preferences", db_index=False
    )
    kind = models.CharField(max_length=80)
    in_app = models.BooleanField(default=True)
    mail = models.CharField(max_length=10, choices=MailChoice, default=MailChoice.NOW)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="preference_once"),
            models.CheckConstraint(condition=Q(mail__in=MailChoice.values), name="preference_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"


class DeliverySettings(models.Model):
    """Quiet hours and the hour of digests, in the person's own time zone. No row: no quiet hours, 08:00, Monday.

    `quiet_from` later than `quiet_until` runs over midnight; both empty: none. Weekdays count from Monday, 0.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delivery_settings")
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    quiet_weekends = models.BooleanField(default=False)
    digest_at = models.TimeField(default="08:00")
    digest_weekday = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(6)])

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["user"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=models.F("quiet_until")),
                name="quiet_hours_both",
            ),
            models.CheckConstraint(condition=Q(digest_weekday__lte=6), name="digest_weekday"),
        ]

    def __str__(self) -> str:
        return f"Delivery settings of {self.user_id}"
