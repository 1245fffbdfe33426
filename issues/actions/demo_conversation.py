"""What the demo's staff say to each other and answer often: a team's own reply, a mention, an answer let go."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from issues.actions.conversation import answer_issue, note_issue
from issues.actions.saved_replies import add_reply
from issues.models import Issue
from participants.models import Participant

NAMED: Final = "Both {other} and you reported it, and agreed that we look at it together: the reads are on their way."
REASON: Final = "Both companies asked in one call that we treat it as one."
TEXT: Final = (
    "Dear {{ person }},\n\nthe next CRR auction notice tells the dates; please write to us under {{ issue }} if one of"
    " them does not fit.\n\n{{ me }}"
)


def fill_conversation(*, now: datetime) -> None:
    """On open issues of the demo; nothing where there are none."""
    supervisor = User.objects.active().filter(email="supervisor@iso.example").first()
    issue = Issue.objects.still_open().exclude(owner=None).order_by("opened_at", "id").first()
    if supervisor is None or issue is None:
        return
    manager = User.objects.active().filter(email="manager@iso.example", team__isnull=False).first()
    if manager is not None:
        add_reply(title="CRR auction dates", text=TEXT, team=manager.team, by=manager, now=now - timedelta(days=20))
    others = Participant.objects.filter(joined_into=None, restricted=False).exclude(pk=issue.participant_id)
    at = now - timedelta(hours=2)
    text = NAMED.format(other=others.order_by("name", "id")[0].name)
    answer_issue(issue=issue, by=supervisor, now=at, text=text, override_reason=REASON)
    note_issue(issue=issue, by=supervisor, now=at, text=f"@{issue.owner.name}, please keep an eye on it.")
