"""The demo's mail that addresses name, under the names the access matrix calls it by."""

from typing import Any

from issues.models import IncomingMail


def mail_rows() -> dict[str, Any]:
    """One from nobody on file, and one that waits."""
    return {
        "strangers_mail": IncomingMail.objects.filter(state="quarantined", participant=None).latest("pk"),
        "mail": IncomingMail.objects.filter(state="pending").latest("pk"),
    }
