"""What may have changed for a mail's reader between the news and the mail: address, choice, deadline."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from portal.calendars.choices import ClockState
from portal.calendars.models import Clock
from portal.lifecycle.bulk import update_many
from portal.outbox import kinds
from portal.outbox.choices import MailChoice
from portal.outbox.models import OutboundMessage, Preference
from portal.outbox.preferences import channels


def present_address(message: OutboundMessage) -> str:
    """Where a mail goes now: news follows its reader to a new address; a letter goes where it was written to."""
    if message.recipient is None or message.written_by_id is not None:
        return message.address
    return message.recipient.email


def follow_readers(messages: Iterable[OutboundMessage]) -> None:
    """Give mails the addresses of today, also in their rows; one statement, and none where nobody moved."""
    moved = [message for message in messages if message.address != present_address(message)]
    for message in moved:
        message.address = present_address(message)
    if moved:
        update_many(OutboundMessage, ["address"], moved)


def unwanted(messages: Sequence[OutboundMessage]) -> set[int]:
    """The keys of those whose reader, or the absent colleague they are meant for, stopped such mail since."""
    news = [message for message in messages if message.recipient_id and not message.written_by_id]
    people = {one for message in news for one in _persons(message)}
    codes = {message.kind for message in news}
    rows = Preference.objects.filter(user__in=people, kind__in=codes) if news else ()
    chosen = {(row.user_id, row.kind): row for row in rows}
    return {
        message.pk
        for message in news
        for person in _persons(message)
        if channels(kinds.known(message.kind), chosen.get((person, message.kind))).mail == MailChoice.OFF
    }


def deadlines(messages: Iterable[OutboundMessage]) -> dict[str, Clock]:
    """The clocks that mails tell of, by reference; one statement, and none where no mail tells of one."""
    refs = {message.facts["deadline"] for message in messages if message.facts.get("deadline")}
    rows = Clock.objects.filter(ref__in=refs).only("ref", "state", "due_at") if refs else ()
    return {clock.ref: clock for clock in rows}


def is_over(message: OutboundMessage, clocks: dict[str, Clock]) -> bool:
    """Whether a step of a ladder tells of a deadline that runs no more; other news of it is told all the same."""
    clock = clocks.get(message.facts.get("deadline", ""))
    return clock is not None and "level" in message.facts and clock.state != ClockState.RUNNING


def facts_now(message: OutboundMessage, clocks: dict[str, Clock]) -> dict:
    """The facts with the due instant of today: a mail that waited must not tell of the former day."""
    clock = clocks.get(message.facts.get("deadline", ""))
    return message.facts if clock is None else message.facts | {"due_at": _told(clock.due_at)}


def _told(due_at: datetime | None) -> str:
    return due_at.isoformat() if due_at is not None else ""


def _persons(message: OutboundMessage) -> list[int]:
    return [one for one in (message.recipient_id, message.on_behalf_of_id) if one is not None]
