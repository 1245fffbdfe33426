"""What people hear of registrations: their moves, both sides; their official letters, the participant's side."""

from typing import Any

from django.db.models import QuerySet

from participants.models import OfficialLetter, Registration
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import Severity

FOLDER = "outbox/participants"


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.registration", _registrations)
    subjects.register("participants.officialletter", _official_letters)
    for verb, label, severity in (
        ("received", "Application received", Severity.NORMAL),
        ("incomplete", "Application incomplete", Severity.HIGH),
        ("review_begun", "Application under review", Severity.NORMAL),
        ("approved", "Application approved", Severity.NORMAL),
        ("qualified", "Registration qualified", Severity.NORMAL),
        ("suspended", "Registration suspended", Severity.HIGH),
        ("reinstated", "Registration reinstated", Severity.NORMAL),
        ("terminated", "Registration terminated", Severity.HIGH),
        ("withdrawn", "Application withdrawn", Severity.NORMAL),
    ):
        kinds.register(
            f"participants.registration.{verb}",
            label=label,
            severity=severity,
            audience="both",
            template=f"{FOLDER}/registration_moved",
        )
    kinds.register(
        "participants.official_letter.issued",
        label="A letter is ready for you in the portal",
        audience="participant",
        template=f"{FOLDER}/official_letter_issued",
    )


def _registrations(user: Any) -> QuerySet[Registration]:
    return Registration.objects.visible_to(user).select_related("participant", "role")


def _official_letters(user: Any) -> QuerySet[OfficialLetter]:
    return OfficialLetter.objects.visible_to(user).select_related("participant", "registration__role")
