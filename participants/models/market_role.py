"""The catalog of market roles: what a company can be registered as."""

from django.db import models

from participants.choices import RoleKind


class MarketRole(models.Model):
    """One role with its protocol section and form; `code` is its public reference."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=RoleKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    description = models.TextField(blank=True)
    protocol_section = models.CharField(max_length=60, blank=True)
    application_form = models.CharField(max_length=120, blank=True)
    list_sheet = models.CharField("sheet in the official list", max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)
    verified = models.BooleanField(default=False)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    class Meta:
        ordering = ["order", "code"]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=RoleKind.values), name="market_role_kind")]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"

    @property
    def ref(self) -> str:
        return self.code
