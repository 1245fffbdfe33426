"""What was sent is no draft any more: registered as a reaction to what happens to an issue."""

from datetime import datetime
from typing import Any, Final

from issues.actions.drafting import forget, forget_mine
from issues.choices import Channel, DraftKind, MyDraftKind
from issues.models import Issue
from issues.reactions import What

OF_STAFF: Final = {
    What.ANSWERED: DraftKind.ANSWER,
    What.NOTED: DraftKind.NOTE,
    What.REPLIED: DraftKind.WRITTEN_DOWN,
    What.RESOLVED: DraftKind.RESOLUTION,
}
OF_PARTICIPANTS: Final = {
    What.OPENED: MyDraftKind.ASK,
    What.REPLIED: MyDraftKind.REPLY,
    What.REOPENED: MyDraftKind.REOPEN,
}


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    if by is None or (what == What.OPENED and issue.channel == Channel.API):
        return  # A program did not send what somebody is writing on the page.
    kind = (OF_STAFF if by.is_staff else OF_PARTICIPANTS).get(what)
    if kind is None:
        return
    if by.is_staff:
        forget(issue, by, kind)
    else:
        forget_mine(None if what == What.OPENED else issue, by, issue.participant_id, kind)
