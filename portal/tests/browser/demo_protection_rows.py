"""The demo's disclosure, and a protected entry, under the names by which addresses call for them."""

from typing import Any

from issues.models import ProtectedEntry
from participants.models import Disclosure, DisclosureLine


def protection_rows() -> dict[str, Any]:
    return {
        "disclosure": Disclosure.objects.first(),
        "disclosure_line": DisclosureLine.objects.filter(noticed_at__isnull=False).first(),
        "protected_entry": ProtectedEntry.objects.filter(comment__isnull=False).first(),
    }
