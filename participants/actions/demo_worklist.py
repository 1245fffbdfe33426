"""The demo world's worklist: when one was last in touch with whom, and what Dana lets rest."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from participants.actions.contacting import note_contact
from participants.actions.snoozing import snooze_line
from participants.choices import AssignmentKind, ContactChannel
from participants.models import Assignment
from participants.worklist_reading import Wanted, Worklist
from portal.scoping.today import market_day

# So many days ago one was last in touch, in turn; the long ones have gone quiet.
DAYS: Final = (2, 71, 9, 5, 16, 58, 1, 12, 24, 95)
WAYS: Final = (ContactChannel.CALL, ContactChannel.MAIL, ContactChannel.MEETING)
REST: Final = (
    ("follow-up", 5, "Agreed on the phone to look at it after the board meeting."),
    ("obligation", 9, "Their filing is with the notary; nothing to ask before that."),
)


def fill_worklist(*, now: datetime) -> None:
    """Contacts that are older than what else the demo tells hide nothing newer."""
    held = Assignment.objects.today().filter(kind=AssignmentKind.PRIMARY, participant__joined_into=None)
    for number, one in enumerate(held.select_related("person").order_by("pk")):
        at = now - timedelta(days=DAYS[number % len(DAYS)], hours=number % 7)
        channel = WAYS[number % len(WAYS)]
        note_contact(participant_id=one.participant_id, channel=channel, by=one.person, at=at)
    manager = User.objects.get(email="manager@iso.example")
    for kind, days, reason in REST:
        page = Worklist(manager, now, Wanted(kind=kind)).page()
        line = next((row for row in reversed(page.rows) if not row.is_late), None)
        if line is not None:
            until = market_day(now) + timedelta(days)
            snooze_line(line=line, by=manager, now=now, until_on=until, reason=reason)
