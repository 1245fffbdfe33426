"""The demo's disclosure under the names by which addresses call for it."""

from typing import Any

from participants.models import Disclosure, DisclosureLine


def protection_rows() -> dict[str, Any]:
    return {
        "disclosure": Disclosure.objects.first(),
        "disclosure_line": DisclosureLine.objects.filter(noticed_at__isnull=False).first(),
    }
