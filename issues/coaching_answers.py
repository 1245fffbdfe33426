"""What somebody told participants: the answers and letters that a review may be about."""

from datetime import date, datetime, time
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Topic, User
from issues.choices import Side
from issues.choices.coaching import AnswerKind
from issues.models import Comment
from issues.querysets.held import seen
from issues.rules.coaching import WEEK
from participants.models import Letter, LetterCopy
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.scoping.today import MARKET_ZONE

Told = Comment | Letter
# What did not go out, and what still waits in which it may be taken back.
NOT_OUT: Final = (MessageState.UNDONE, MessageState.DROPPED, MessageState.QUEUED)


def answers() -> QuerySet[Comment]:
    """What the staff said in issues, has left, and was not looked at yet."""
    said = Comment.objects.filter(seen(), side=Side.OPERATOR, automatic=False, author__isnull=False, review=None)
    return said.select_related("issue__category__topic", "participant", "author")


def letters() -> QuerySet[Letter]:
    """Those of which a copy has left, not looked at yet."""
    stopped = OutboundMessage.objects.filter(ref=OuterRef("message_ref"), state__in=NOT_OUT)
    left = LetterCopy.objects.filter(~Exists(stopped), letter=OuterRef("pk"))
    return Letter.objects.filter(Exists(left), review=None).select_related("participant", "written_by")


def told_in(week: date, person: User, kinds: list[str]) -> dict[str, Told]:
    """What a person told participants in the market's week that begins on this Monday, by reference."""
    found: dict[str, Told] = {}
    if AnswerKind.ANSWER in kinds:
        rows = answers().filter(_within("at", week), author=person, participant__joined_into=None)
        found |= {row.ref: row for row in rows}
    if AnswerKind.LETTER in kinds:
        rows = letters().filter(_within("written_at", week), written_by=person, participant__joined_into=None)
        found |= {row.ref: row for row in rows}
    return found


def topic_of(told: Told, general: Topic | None) -> Topic | None:
    """The category's, else the general one; a letter has none of its own."""
    return (told.issue.category.topic if isinstance(told, Comment) else None) or general


def author_of(told: Told) -> User:
    return told.author if isinstance(told, Comment) else told.written_by


def _within(field: str, week: date) -> Q:
    begin, end = (datetime.combine(day, time(), MARKET_ZONE) for day in (week, week + WEEK))
    return Q(**{f"{field}__gte": begin, f"{field}__lt": end})
