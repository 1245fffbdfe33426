"""What participants owe again and again: by when, shown by what, looked at by whom."""

from django.db import models
from django.db.models import Q

from participants.choices import OwnerKind
from participants.models.catalog_entry import CatalogEntry


class ObligationType(CatalogEntry):
    """One recurring obligation. `rule` says in words when it is due, `schedule` the same for computing.

    `schedule` is read by `participants.rules.obligations`; `{"kind": "none"}` where no day follows from the rule.
    `role_codes` names the market roles that owe it (empty: all); `reviewers` the departments that look at it.
    """

    REF_PREFIX = "OT"

    name = models.CharField(max_length=200)
    who = models.CharField("owed by", max_length=120)
    role_codes = models.JSONField(default=list, blank=True)
    owner_kind = models.CharField("owed for each", max_length=20, choices=OwnerKind)
    rule = models.CharField(max_length=200)
    schedule = models.JSONField()
    evidence = models.CharField(max_length=200)
    reviewers = models.JSONField(default=list, blank=True)

    class Meta(CatalogEntry.Meta):
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(owner_kind__in=OwnerKind.values), name="obligationtype_owner"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(rule=""), name="obligationtype_ruled"),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"
