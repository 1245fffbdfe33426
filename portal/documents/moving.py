"""Taking bytes from their rows to the object store, one row a transaction, after what they prove was committed."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from portal.documents import shelves
from portal.documents.shelves import Shelf
from portal.lifecycle import workers

TASK: Final = "portal.documents.tasks.move_files"
LOOKED_AT: Final = 500  # numbers of rows read at once; their bytes come one by one


def tell() -> None:
    """Once the transaction is committed, have a worker take the bytes away; without a store they stay."""
    if shelves.store() is not None:
        workers.tell(TASK, otherwise="files move to the store")


def move_all(*, now: datetime, until: timedelta, clock: Any) -> int:
    """Move what lies in rows, for so long at most; returns how many. A store that does not answer ends it."""
    if shelves.store() is None:
        return 0
    moved = 0
    for shelf in shelves.SHELVES.values():
        after = 0
        while keys := _lying_in_rows(shelf, after):
            for pk in keys:
                moved += _move(shelf, pk)
                if clock() - now > until:
                    return moved
            after = keys[-1]
    return moved


def _lying_in_rows(shelf: Shelf, after: int) -> list[int]:
    rows = shelf.model._default_manager.filter(pk__gt=after).exclude(content=b"").order_by("pk")
    return list(rows.values_list("pk", flat=True)[:LOOKED_AT])


@transaction.atomic
def _move(shelf: Shelf, pk: int) -> bool:
    """The object first: a worker that dies in between leaves both, and the next one writes the same again."""
    rows = shelf.model._default_manager.select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(pk=pk).exclude(content=b"").select_related(shelf.owner).first()
    if row is None:  # another worker has it, or it is gone
        return False
    shelves.put(shelf.key(getattr(row, shelf.owner).ref), bytes(row.content))
    row.content = b""
    row.save(update_fields=["content"])
    return True
