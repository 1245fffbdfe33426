"""All rows of a query, some at a time: for sweeps that pass over some of what they find."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet


def batches(rows: QuerySet[Any], size: int) -> Iterator[list[Any]]:
    """Each batch begins after the key at which the last one ended, in the order of the keys.

    So a row that is passed over, or raises, and is found again by every sweep keeps no other from its turn.
    """
    rows, after = rows.order_by("pk"), 0
    while batch := list(rows.filter(pk__gt=after)[:size]):
        yield batch
        after = batch[-1].pk
