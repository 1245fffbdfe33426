"""Reads of the catalogs that hold nobody's data."""

from datetime import datetime
from typing import Self

from portal.lifecycle.catalog_reading import CatalogQuerySet


class FlightQuerySet(CatalogQuerySet):
    def ahead(self, at: datetime) -> Self:
        """Flights one can still apply for, the next one first; at the deadline itself one still can."""
        return self.filter(application_deadline__gte=at).order_by("application_deadline", "id")
