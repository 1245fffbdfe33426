"""What messages and clocks of obligations are about, and the kinds of messages.

A subject line is the kind and a reference, never a name or a text.
"""

from typing import Any, Final

from django.db.models import QuerySet

from participants.models import Obligation
from participants.obligation_audiences import AUDIENCES, people_for
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import MailChoice, Severity

FOLDER: Final = "outbox/participants"
NORMAL, HIGH = Severity.NORMAL, Severity.HIGH
KINDS: Final = (
    ("announced", "Something is to be handed in", NORMAL, "participant"),
    ("ahead", "Obligation due soon", NORMAL, "participant"),
    ("due", "Obligation due today", NORMAL, "participant"),
    ("late", "Obligation overdue", HIGH, "both"),
    ("escalated", "Overdue obligation escalated", HIGH, "staff"),
    ("submitted", "Obligation handed in", NORMAL, "staff"),
    ("accepted", "Submission accepted", NORMAL, "both"),
    ("returned", "Submission returned", HIGH, "both"),
    ("excused", "Obligation excused", NORMAL, "both"),
    ("extension_asked", "More time asked for", NORMAL, "staff"),
    ("extension_granted", "More time granted", NORMAL, "both"),
    ("extension_declined", "More time declined", HIGH, "both"),
    ("missing", "What is still missing this week", NORMAL, "staff"),
)
# Looked at in the queue; a mail for each would be too many.
QUIET: Final = frozenset({"submitted"})


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.obligation", _obligations)
    audiences.register("participants.obligation", people_for, words=AUDIENCES)
    for verb, label, severity, audience in KINDS:
        kinds.register(
            f"participants.obligation.{verb}",
            label=label,
            severity=severity,
            audience=audience,
            template=f"{FOLDER}/obligation_{verb}",
            default_mail=MailChoice.OFF if verb in QUIET else MailChoice.NOW,
        )


def _obligations(user: Any) -> QuerySet[Obligation]:
    """With all that a message names."""
    rows = Obligation.objects.visible_to(user)
    return rows.select_related("type", "participant", "registration__role", "counter_party", "resource")
