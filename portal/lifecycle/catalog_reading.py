"""Reads of the catalogs that hold nobody's data: whoever is signed in may read every row."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from portal.lifecycle.rows import RowQuerySet


class CatalogQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_authenticated else self.none()

    def holding(self, day: date) -> Self:
        """What is in effect on a day; a row without dates always is."""
        begun = Q(effective_from__isnull=True) | Q(effective_from__lte=day)
        return self.filter(begun, Q(effective_to__isnull=True) | Q(effective_to__gte=day))
