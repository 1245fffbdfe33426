"""The kinds of messages about changes, and how their rows are read by whoever gets one."""

from typing import Any, Final

from django.db.models import QuerySet

from participants.models import Acknowledgment, Change
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import Severity

FOLDER: Final = "outbox/participants"
CHANGES: Final = (
    ("signature_wanted", "Change to sign", "participant", Severity.HIGH),
    ("confirmation_wanted", "Please confirm your new role", "participant", Severity.HIGH),
    ("welcome", "Welcome to your new role", "participant", Severity.NORMAL),
    ("returned", "Change returned to you", "participant", Severity.HIGH),
    ("approved", "Change approved", "participant", Severity.NORMAL),
    ("declined", "Change declined", "participant", Severity.NORMAL),
    ("in_effect", "Change in effect", "both", Severity.NORMAL),
    ("commented", "Comment on a change", "both", Severity.NORMAL),
    ("submitted", "Change asked for", "staff", Severity.NORMAL),
    ("confirmed", "New role confirmed", "staff", Severity.NORMAL),
    ("acknowledged", "New QSE acknowledged", "staff", Severity.NORMAL),
    ("not_acknowledged", "New QSE refused to represent", "staff", Severity.HIGH),
    ("review_wanted", "Change to review", "staff", Severity.NORMAL),
    ("withdrawn", "Change withdrawn", "staff", Severity.NORMAL),
    ("hindered", "Change could not take effect", "staff", Severity.HIGH),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.change", _changes)
    subjects.register("participants.acknowledgment", lambda user: Acknowledgment.objects.visible_to(user))
    for verb, label, audience, severity in CHANGES:
        kinds.register(
            f"participants.change.{verb}",
            label=label,
            severity=severity,
            audience=audience,
            template=f"{FOLDER}/change_{'welcome' if verb == 'welcome' else 'news'}",
        )
    kinds.register(
        "participants.acknowledgment.wanted",
        label="You are asked to represent",
        severity=Severity.HIGH,
        audience="participant",
        template=f"{FOLDER}/acknowledgment_wanted",
    )


def _changes(user: Any) -> QuerySet[Change]:
    """With what every message names; each reader's own company is in sight."""
    return Change.objects.visible_to(user).select_related("participant", "procedure")
