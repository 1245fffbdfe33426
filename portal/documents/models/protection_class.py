"""The classes of protected information: which there are stands in the code, how each of them ends in this catalog."""

from django.db import models
from django.db.models import Q

from portal.documents.choices import Basis, Ends, Protection
from portal.documents.protection import Rule
from portal.lifecycle.catalog_entry import CatalogEntry


class ProtectionClass(CatalogEntry):
    """One class with its rule. `two_persons` must agree to a release; `names_reader`: the owner reads who opened it."""

    REF_PREFIX = "PC"

    name = models.CharField(max_length=120)
    examples = models.CharField(max_length=300)
    ends = models.CharField("stops being confidential", max_length=10, choices=Ends)
    days = models.PositiveSmallIntegerField(default=0)
    basis = models.CharField("counted from", max_length=20, choices=Basis, blank=True)
    two_persons = models.BooleanField("a release takes two persons", default=False)
    names_reader = models.BooleanField("the owner reads the name of who opened it", default=True)

    class Meta(CatalogEntry.Meta):
        verbose_name = "class of protected information"
        verbose_name_plural = "classes of protected information"
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(code__in=Protection.values), name="protectionclass_code"),
            models.CheckConstraint(condition=Q(ends__in=Ends.values), name="protectionclass_ends"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="protectionclass_basis"),
            models.CheckConstraint(
                condition=Q(ends=Ends.DAYS, days__gte=1) & ~Q(basis=Basis.NONE)
                | ~Q(ends=Ends.DAYS) & Q(days=0, basis=Basis.NONE),
                name="protectionclass_counts",
            ),
        ]

    @property
    def rule(self) -> Rule:
        return Rule(self.code, self.ends, self.days, self.basis)
