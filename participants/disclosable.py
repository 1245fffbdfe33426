"""What can be an item of a disclosure: stored files, and whatever a higher app registers in `ready()`.

    disclosable.register("entry", rows=rows_of, urls=urls_of)

`rows(participant_ids, refs)` gives the protected things of these owners, only those of the references where there are
some; `urls(user, refs)` the address of each that the person may open.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from participants import protected_reading
from portal.documents.models import Document

# So many are offered of one kind; any other is named by its reference.
OFFERED: Final = 100
FILE: Final = "file"


@dataclass(frozen=True, slots=True)
class Item:
    """A protected thing, named without a word of what it holds."""

    kind: str
    participant_id: int
    ref: str
    name: str
    protection: str


Rows = Callable[[Collection[int], Collection[str]], Iterable[Item]]
Urls = Callable[[Any, Collection[str]], dict[str, str]]

_kinds: dict[str, tuple[Rows, Urls]] = {}


def register(kind: str, *, rows: Rows, urls: Urls) -> None:
    """Add a kind; the same one again replaces it."""
    _kinds[kind] = rows, urls


def register_files() -> None:
    """Called when the app is ready."""
    register(FILE, rows=_files, urls=_file_urls)


def items_of(participant_ids: Collection[int], refs: Collection[str] = ()) -> list[Item]:
    """The protected things of these owners, the newest of each kind first; one statement a kind."""
    if not participant_ids:
        return []
    return [item for rows, _urls in _kinds.values() for item in rows(participant_ids, refs)]


def give_urls(items: Iterable[Any], user: Any) -> None:
    """Let each row of a disclosure know the address that the person may open, if any; one statement a kind at most."""
    items = list(items)
    for kind, (_rows, urls) in _kinds.items():
        of_kind = [item for item in items if item.kind == kind]
        found = urls(user, {item.item_ref for item in of_kind}) if of_kind else {}
        for item in of_kind:
            item.url = found.get(item.item_ref, "")


def _files(participant_ids: Collection[int], refs: Collection[str]) -> list[Item]:
    rows = Document.objects.protected().filter(participant_id__in=participant_ids, inner=False)
    if refs:
        rows = rows.filter(ref__in=refs)
    found = rows.order_by("-uploaded_at", "-id")[: max(OFFERED, len(refs))]
    return [Item(FILE, row.participant_id, row.ref, row.name, row.protection) for row in found]


def _file_urls(user: Any, refs: Collection[str]) -> dict[str, str]:
    seen = protected_reading.documents_open_to(user).filter(ref__in=refs).values_list("ref", flat=True)
    if user.is_staff:
        return {ref: reverse("participants:protected-file", args=[ref]) for ref in seen}
    return {ref: f"{reverse('my-who-opened')}?file={ref}" for ref in seen}
