"""The demo world's access review, with one colleague kept, and a copy of its data that has expired."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from participants.actions.access_reviews import decide, open_review
from participants.actions.data_exports import KEPT
from participants.choices import AccessDecision, ExportFormat, ExportState
from participants.models import DataExport, Participant

COMPANY: Final = "Prairie Lantern Energy"


def fill_access(*, now: datetime) -> None:
    """Opened by the operator, as after a change of ownership; one line is decided."""
    supervisor = User.objects.get(email="supervisor@iso.example")
    review = open_review(participant=Participant.objects.get(name=COMPANY), by=supervisor, now=now)
    line = review.lines.exclude(membership__kind="admin").order_by("pk").first()
    if line is not None:
        decide(line=line, decision=AccessDecision.KEEP, by=supervisor, now=now)
    asked_at = now - timedelta(days=20)
    DataExport.objects.create(
        participant=review.participant,
        person=User.objects.get(email="admin@prairielantern.example"),
        format=ExportFormat.XLSX,
        state=ExportState.EXPIRED,
        asked_at=asked_at,
        ready_at=asked_at,
        expires_at=asked_at + KEPT,
        counts={"issues": 4},
        size=7_412,
    )
