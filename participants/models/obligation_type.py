"""What participants owe again and again: by when, shown by what, looked at by whom."""

from django.db import models
from django.db.models import Q

from participants.choices import OwnerKind, Proof
from participants.models.catalog_entry import CatalogEntry


class ObligationType(CatalogEntry):
    """One recurring obligation. `rule` says in words when it is due, `schedule` the same for computing.

    `schedule` is read by `participants.rules.obligations`; `{"kind": "none"}` where no day follows from the rule.
    `role_codes` names the market roles that owe it (empty: all); `reviewers` the departments that look at it.
    `notice_days` before its window opens (or it is due) it is generated and announced; empty: only after an event or
    by hand. A registration with active resources of `resource_types` owes it for each of those instead.
    `filed_in` names the other system where the form lives, `proof` what shows that it was met.
    """

    REF_PREFIX = "OT"

    name = models.CharField(max_length=200)
    who = models.CharField("owed by", max_length=120)
    role_codes = models.JSONField(default=list, blank=True)
    owner_kind = models.CharField("owed for each", max_length=20, choices=OwnerKind)
    rule = models.CharField(max_length=200)
    schedule = models.JSONField()
    notice_days = models.PositiveSmallIntegerField("announced so many days before", null=True, blank=True)
    also_counter_party = models.BooleanField("owed for the Counter-Party too", default=False)
    resource_types = models.JSONField(default=list, blank=True)
    evidence = models.CharField(max_length=200)
    filed_in = models.CharField("filed in", max_length=120, blank=True, help_text="another system; empty: here")
    proof = models.CharField(max_length=20, choices=Proof, default=Proof.EITHER)
    extension_months = models.PositiveSmallIntegerField(
        "longest extension in months", null=True, blank=True, help_text="empty: no extension is possible"
    )
    reviewers = models.JSONField(default=list, blank=True)

    class Meta(CatalogEntry.Meta):
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(owner_kind__in=OwnerKind.values), name="obligationtype_owner"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(rule=""), name="obligationtype_ruled"),
            models.CheckConstraint(condition=Q(proof__in=Proof.values), name="obligationtype_proof"),
            models.CheckConstraint(
                condition=Q(extension_months=None) | Q(extension_months__gte=1), name="obligationtype_extension"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"
