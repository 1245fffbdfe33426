"""The forms and agreements of the market."""

from django.db import models
from django.db.models import Q

from participants.models.catalog_entry import CatalogEntry


class Form(CatalogEntry):
    """A form or agreement, such as 23-G; requirements and obligations name it by its code."""

    REF_PREFIX = "FM"

    title = models.CharField(max_length=200)
    used_by = models.CharField(max_length=120)

    class Meta(CatalogEntry.Meta):
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="form_titled"),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.title}"
