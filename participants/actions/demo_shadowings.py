"""The demo's shadowings: the new colleague reads along with two of the mentor's participants, and has written notes."""

from datetime import datetime, timedelta
from typing import Final

from accounts.actions.shadowings import comment_shadowing, note_shadowing, record_read
from accounts.mentors import mentor_of
from accounts.models import Shadowing, User
from participants.actions.shadowings import arrange_shadowing
from participants.models import Assignment
from portal.scoping.today import market_day

LENGTH: Final = timedelta(days=20)
PURPOSES: Final = (
    "How a quarterly review meeting is prepared, and how one asks for what is missing",
    "A checklist from the application to the certification letter",
)
NOTE: Final = "Ruth opens the plan first, then the issues: the agenda comes out of what is late on our side."
COMMENT: Final = "Exactly. Next time you prepare the agenda, and I look at it."


def fill_shadowings(*, now: datetime) -> None:
    """Nothing where the demo's staff is not there."""
    person = User.objects.active().filter(email="newcomer@iso.example").first()
    supervisor = User.objects.active().filter(email="supervisor@iso.example").first()
    mentor = mentor_of(person, now) if person is not None else None
    if person is None or supervisor is None or mentor is None:
        return
    held = Assignment.objects.today().filter(person=mentor, kind="primary").select_related("participant")
    for assignment, purpose, days in zip(held.order_by("id"), PURPOSES, (9, 40), strict=False):
        begun = now - timedelta(days=days)
        shadowing = arrange_shadowing(
            participant=assignment.participant,
            person=person,
            by=supervisor,
            now=begun,
            purpose=purpose,
            starts_on=market_day(begun),
            ends_on=market_day(begun + LENGTH),
        )
        _read(shadowing, assignment.participant.ref, begun + timedelta(hours=2))
        note_shadowing(shadowing=shadowing, by=person, now=begun + timedelta(hours=4), text=NOTE)
        comment_shadowing(
            shadowing=shadowing,
            note=shadowing.notes.get(),
            by=shadowing.host,
            now=begun + timedelta(hours=26),
            text=COMMENT,
        )


def _read(shadowing: Shadowing, ref: str, at: datetime) -> None:
    for minutes, section in enumerate(("participant-detail", "participant-checklists", "participant-timeline")):
        record_read(shadowing, f"Participant {ref}, {section}", now=at + timedelta(minutes=3 * minutes))
