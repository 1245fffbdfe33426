"""The demo world's access review: Prairie Lantern's administrator has begun it and kept one colleague."""

from datetime import datetime
from typing import Final

from accounts.models import User
from participants.actions.access_reviews import decide, open_review
from participants.choices import AccessDecision
from participants.models import Participant

COMPANY: Final = "Prairie Lantern Energy"


def fill_access(*, now: datetime) -> None:
    """Opened by the operator, as after a change of ownership; one line is decided."""
    supervisor = User.objects.get(email="supervisor@iso.example")
    review = open_review(participant=Participant.objects.get(name=COMPANY), by=supervisor, now=now)
    line = review.lines.exclude(membership__kind="admin").order_by("pk").first()
    if line is not None:
        decide(line=line, decision=AccessDecision.KEEP, by=supervisor, now=now)
