"""An index by which rows are found from any part of some texts, whatever their case, typos forgiven."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models.functions import Upper


def findable(*fields: str, name: str) -> GinIndex:
    """Serves `icontains` on each field, and questions of likeness about `Upper(field)`."""
    return GinIndex(*(OpClass(Upper(field), name="gin_trgm_ops") for field in fields), name=name)
