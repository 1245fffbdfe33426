"""The demo world's contact with participants: what was taken down, meetings ahead, and an answer to a letter."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from participants.actions.interactions import log_interaction
from participants.actions.letter_replies import receive_reply
from participants.actions.meeting_answers import answer_invitation
from participants.actions.meetings import plan_meeting
from participants.choices import AnswerWay, PlanSide
from participants.models import Contact, Letter, Meeting, Participant
from portal.scoping.today import MARKET_ZONE, market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "interactions.yaml"
ANSWER: Final = "Thank you. Our representative signs on Thursday; I send you the scan on the same day."


def fill_interactions(*, now: datetime) -> None:
    """What the file tells, each thing on its day."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    for row in told["interactions"]:
        _interaction(row, staff, now)
    for row in told["meetings"]:
        _meeting(row, staff, now)
    letter = Letter.objects.order_by("-written_at", "-id").first()
    if letter is not None and not letter.replies.exists():
        _answer(letter, now)


def _interaction(row: dict[str, Any], staff: dict[str, User], now: datetime) -> None:
    participant = Participant.objects.get(name=row["participant"])
    at = _moment(row, now)
    follow_up = {"follow_up": row["follow_up"], "in_days": row["in_days"]} if "follow_up" in row else {}
    log_interaction(
        participant=participant,
        by=staff[row["by"]],
        now=at,
        summary=row["summary"],
        channel=row["channel"],
        side=row.get("side", PlanSide.OPERATOR),
        happened_at=at,
        minutes=row.get("minutes", 0),
        topics=row["topics"],
        contacts=_contacts(participant, row["contacts"]),
        **follow_up,
    )


def _meeting(row: dict[str, Any], staff: dict[str, User], now: datetime) -> None:
    participant = Participant.objects.get(name=row["participant"])
    starts, asked = _moment(row, now), now - timedelta(days=1)
    people = _contacts(participant, row["contacts"])
    if row.get("invite_users"):
        people += list(Contact.objects.active().of(participant).exclude(user=None).exclude(email="")[:3])
    meeting: Meeting = plan_meeting(
        participant=participant,
        by=staff[row["by"]],
        now=asked,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=row["minutes"]),
        contacts=people,
        **{name: row[name] for name in ("title", "place", "agenda", "topics")},
    )
    guests = meeting.guests.exclude(contact=None).order_by("id")
    for guest, answer in zip(guests, row["answers"], strict=False):
        answer_invitation(guest=guest, answer=answer, way=AnswerWay.LINK, now=now - timedelta(hours=3))


def _answer(letter: Letter, now: datetime) -> None:
    copy = letter.copies.select_related("contact").order_by("id").first()
    at = letter.written_at + timedelta(hours=5)
    given = {"address": copy.address, "contact": copy.contact, "mail": f"IM-{letter.ref.partition('-')[2]}"}
    receive_reply(letter=letter, text=ANSWER, now=min(at, now), **given)


def _contacts(participant: Participant, number: int) -> list[Contact]:
    return list(Contact.objects.active().of(participant).exclude(email="").order_by("pk")[:number])


def _moment(row: dict[str, Any], now: datetime) -> datetime:
    """The day of the file at its hour; what is told as past is never to come."""
    at = datetime.combine(market_day(now) + timedelta(days=row["days"]), time(row["hour"]), MARKET_ZONE)
    return min(at, now) if row["days"] <= 0 else at
