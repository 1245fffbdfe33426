"""Answering an invitation: by the link in the mail, from one's own calendar, in the portal, or told at the desk."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import meeting_news as news
from participants import permissions
from participants.choices import AnswerWay, GuestAnswer, MeetingState
from participants.models import Meeting, MeetingGuest
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

ANSWERS: Final = (GuestAnswer.ACCEPTED, GuestAnswer.TENTATIVE, GuestAnswer.DECLINED)
# Whoever answers by these has proven to have the invitation, and need not sign in.
BY_HOLDING_IT: Final = (AnswerWay.LINK, AnswerWay.CALENDAR)
LONGEST_REMARK: Final = 300
CANCELED: Final = "This meeting was canceled."
OVER: Final = "This meeting is over."
NOT_INVITED: Final = "You are no longer invited to this meeting."
ANOTHER_TIME: Final = "The meeting was moved since; look at the new time first."


@transaction.atomic
def answer_invitation(
    *,
    guest: MeetingGuest,
    answer: str,
    way: str,
    now: datetime,
    by: User | None = None,
    remark: str = "",
    sequence: int | None = None,
) -> MeetingGuest:
    """Accept, decline or say maybe; the last answer counts, and the organizer hears of it.

    `by` is None only where the invitation itself was proof (`BY_HOLDING_IT`). `sequence` is the version that was
    answered, where that is known: one from before the meeting was moved is refused.
    """
    if answer not in ANSWERS:
        raise Refused("Accept, decline, or say maybe.")
    if by is None and way not in BY_HOLDING_IT:
        raise Refused("Say who answers.")
    with wall.as_operator("answer an invitation of the person acting"):
        meeting = Meeting.objects.select_related("participant", "organizer").lock(guest.meeting_id)
        guest = MeetingGuest.objects.select_related("contact", "person").lock(guest.pk)
        guest.meeting = meeting
        if by is not None:
            permissions.can_answer(by, guest).enforce()
        _require_open(guest, sequence, now)
        said = " ".join(remark.replace("\x00", "").split())[:LONGEST_REMARK]
        before = guest.answer
        guest.apply(answer=answer, answered_at=now, way=way, remark=said)
        if before != answer:
            changes = {"answer": [GuestAnswer(before).label, GuestAnswer(answer).label], "who": ["", guest.name]}
            trail.record("participants.meeting.answered", of=meeting, by=by, at=now, changes=changes)
            news.tell_organizer(guest, by=by, now=now)
    return guest


@transaction.atomic
def answer_own(*, meeting: Meeting, answer: str, by: User, now: datetime, remark: str = "") -> Meeting:
    """Accept, decline or say maybe for oneself, as whoever is invited."""
    guest = permissions.own_invitation(by, meeting)
    if guest is None:
        raise Refused(NOT_INVITED)
    answer_invitation(guest=guest, answer=answer, way=AnswerWay.PORTAL, now=now, by=by, remark=remark)
    return meeting


def _require_open(guest: MeetingGuest, sequence: int | None, now: datetime) -> None:
    meeting = guest.meeting
    if meeting.state == MeetingState.CANCELED:
        raise Refused(CANCELED)
    if meeting.state != MeetingState.PLANNED or meeting.ends_at <= now:
        raise Refused(OVER)
    if guest.removed_at is not None or not permissions.may_come(guest, now):
        raise Refused(NOT_INVITED)
    if sequence is not None and sequence < meeting.asked_sequence:
        raise Refused(ANOTHER_TIME)
