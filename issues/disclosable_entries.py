"""Protected entries of issues as items of disclosures."""

from collections.abc import Collection
from typing import Any, Final

from issues.actions.protecting import what
from issues.models import Issue, ProtectedEntry
from participants import disclosable
from participants.disclosable import OFFERED, Item

ENTRY: Final = "entry"


def register() -> None:
    """Called when the app is ready."""
    disclosable.register(ENTRY, rows=_entries, urls=_urls)


def _entries(participant_ids: Collection[int], refs: Collection[str]) -> list[Item]:
    rows = ProtectedEntry.objects.protected().filter(participant_id__in=participant_ids, inner=False).with_places()
    if refs:
        rows = rows.filter(ref__in=refs)
    found = rows.order_by("-set_at", "-id")[: max(OFFERED, len(refs))]
    return [
        Item(ENTRY, row.participant_id, row.ref, f"{what(row)} in {row.issue_ref}", row.protection) for row in found
    ]


def _urls(user: Any, refs: Collection[str]) -> dict[str, str]:
    seen = ProtectedEntry.objects.visible_to(user).filter(ref__in=refs)
    # Participants have no right on the column that leads to a note.
    rows = seen.values_list("ref", "issue__ref", "comment__issue__ref", "comment__ref")
    page = Issue.get_absolute_url if user.is_staff else Issue.get_my_url
    return {
        ref: page(Issue(ref=of_field or of_comment)) + (f"#{comment}" if comment else "")
        for ref, of_field, of_comment, comment in rows
    }
