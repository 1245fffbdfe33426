"""Where a participant's settlements are paid."""

from django.db import models
from django.db.models import Q

from participants.querysets.changes import BankAccountQuerySet
from portal.lifecycle.rows import Row


class BankAccount(Row):
    """Comes to be by a change only: proposed (without a first day) until that takes effect.

    `sealed` holds holder, bank and numbers, encrypted with PORTAL_FIELD_KEY; only the last four digits are shown.
    """

    REF_PREFIX = "BA"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="bank_accounts")
    change = models.OneToOneField("participants.Change", models.PROTECT, related_name="bank_account")
    sealed = models.TextField()
    last_four = models.CharField("last four digits", max_length=4)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("until", null=True, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(sealed=""), name="bank_account_sealed"),
            models.CheckConstraint(condition=Q(last_four__regex=r"^[0-9]{4}$"), name="bank_account_last_four"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=models.F("starts_on")),
                name="bank_account_period",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(starts_on__isnull=False, ends_on=None),
                name="bank_account_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"Account ending in {self.last_four}"
