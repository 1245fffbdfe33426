"""The demo's disclosure, and a protected entry, under the names by which addresses call for them."""

from typing import Any

from issues.models import ProtectedEntry
from participants.models import Disclosure, DisclosureItem, DisclosureLine


def protection_rows() -> dict[str, Any]:
    return {
        "disclosure": Disclosure.objects.first(),
        "disclosure_line": DisclosureLine.objects.filter(noticed_at__isnull=False).first(),
        "disclosure_item": DisclosureItem.objects.first(),
        "protected_entry": ProtectedEntry.objects.filter(comment__isnull=False).first(),
    }
