"""What the rows of every catalog share stands on the ground floor."""

from portal.lifecycle.catalog_entry import CatalogEntry

__all__ = ["CatalogEntry"]
