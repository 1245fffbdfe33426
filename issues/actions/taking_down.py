"""Taking an issue down on the page, where it was kept as a draft while it was typed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from issues.actions.drafting import forget_taken_down
from issues.actions.opening import open_issue
from issues.models import Issue
from participants.models import Participant


@transaction.atomic
def take_down_issue(*, participant: Participant, by: User, now: datetime, **told: Any) -> Issue:
    """A new issue (see `open_issue`) out of the person's draft for this participant, which goes with it."""
    issue = open_issue(participant=participant, by=by, now=now, **told)
    forget_taken_down(by, participant.pk)
    return issue
