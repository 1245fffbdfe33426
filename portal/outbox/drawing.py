"""What becomes of claimed mails: drawn from their readers' view, held back, or dropped since nobody may read them."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.mail import EmailMessage

from portal.lifecycle import subjects
from portal.outbox import digests, enclosing, kinds, people, preferences, rechecking, sealing, sending, texts
from portal.outbox.addressing import IN_TROUBLE, QUIET, troubled
from portal.outbox.models import OutboundMessage
from portal.outbox.preferences import Timing
from portal.outbox.retrying import in_words

logger = logging.getLogger(__name__)

NO_ACCESS: Final = "The person has no access any more."
NOT_THERE: Final = "The person may not act for this participant any more."
UNSEEN: Final = "The person may not see what it is about any more."
TOO_LATE: Final = "It would have come too late."
NOTHING_LEFT: Final = "Nothing is left to tell."
STOPPED: Final = "The person wants no more e-mails of this kind."
OVER: Final = "Its deadline is over, or rests, by now."
CLOSED_TO_READER: Final = {NO_ACCESS, NOT_THERE, UNSEEN}


@dataclass(frozen=True, slots=True)
class Ready:
    mail: EmailMessage


@dataclass(frozen=True, slots=True)
class Held:
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    reason: str


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Its text could not be drawn."""

    reason: str


@dataclass(frozen=True, slots=True)
class Returned:
    """The stand-in may not have it, so it goes to the absent person after all."""

    reason: str


Verdict = Ready | Held | Dropped | Spoiled | Returned


def prepare(messages: Sequence[OutboundMessage], now: datetime) -> dict[int, Verdict]:
    """What becomes of each claimed mail, by its key; people, addresses and rows are read in bulk."""
    _introduce(messages)
    rechecking.follow_readers(messages)
    in_trouble = troubled({message.address.lower() for message in messages if not _is_sealed(message)})
    verdicts: dict[int, Verdict] = _outdated(messages)
    groups: dict[tuple[Any, ...], list[OutboundMessage]] = defaultdict(list)
    for message in messages:
        if message.pk in verdicts:
            continue
        early = _before_drawing(message, in_trouble, now)
        if early is not None:
            verdicts[message.pk] = early
        elif message.kind == kinds.DIGEST:
            groups["digest", message.pk].append(message)
        else:
            groups[_view(message)].append(message)
    for key, group in groups.items():
        draw = _draw_digest if key[0] == "digest" else _draw
        verdicts |= _safely(group, draw, now)
    return {message.pk: _or_returned(message, verdicts[message.pk]) for message in messages}


def _outdated(messages: Sequence[OutboundMessage]) -> dict[int, Verdict]:
    """Verdicts on what nobody wants, or needs, to hear any more; deadlines are told as they are now."""
    found: dict[int, Verdict] = {key: Dropped(STOPPED) for key in rechecking.unwanted(messages)}
    clocks = rechecking.deadlines(messages)
    withdrawn = people.withdrawn(message.ref for message in messages if message.written_by_id is not None)
    for message in messages:
        if message.ref in withdrawn:
            found[message.pk] = Dropped(withdrawn[message.ref])
        if rechecking.is_over(message, clocks):
            found[message.pk] = Dropped(OVER)
        message.facts = rechecking.facts_now(message, clocks)
    return found


def _or_returned(message: OutboundMessage, verdict: Verdict) -> Verdict:
    closed = isinstance(verdict, Dropped) and verdict.reason in CLOSED_TO_READER
    return Returned(verdict.reason) if closed and message.on_behalf_of is not None else verdict


def _introduce(messages: Sequence[OutboundMessage]) -> None:
    """Put the people of all mails into their rows; one statement."""
    roles = ("recipient", "on_behalf_of", "written_by")
    known = people.with_settings({getattr(message, f"{role}_id") for message in messages for role in roles} - {None})
    for message in messages:
        for role in roles:
            setattr(message, role, known.get(getattr(message, f"{role}_id")))


def _is_sealed(message: OutboundMessage) -> bool:
    return kinds.known(message.kind).sealed or bool(message.sealed)


def _before_drawing(message: OutboundMessage, in_trouble: set[str], now: datetime) -> Verdict | None:
    """The verdict on a mail whose text need not be drawn, or may not leave now."""
    if _is_sealed(message):
        return _unsealed(message, now)
    if message.address.lower() in in_trouble:
        return Dropped(IN_TROUBLE)
    recipient = message.recipient
    if recipient is None:
        return None
    if not people.may_enter(recipient, now):
        return Dropped(NO_ACCESS)
    if message.written_by is not None:
        return None
    timing = Timing.of(getattr(recipient, "delivery_settings", None))
    later = preferences.quiet_until(timing, people.zone_of(recipient), now, message.severity)
    return Held(later, QUIET) if later else None


def _unsealed(message: OutboundMessage, now: datetime) -> Verdict:
    if not message.sealed or datetime.fromisoformat(message.facts["expires_at"]) <= now:
        return Dropped(TOO_LATE)
    try:
        return Ready(sending.unsealed(message))
    except sealing.Unreadable as error:
        return Dropped(str(error))


def _viewer(message: OutboundMessage) -> Any:
    """From whose view the text is drawn: the recipient's; what a person wrote, from the writer's."""
    return message.written_by or message.recipient


def _view(message: OutboundMessage) -> tuple[Any, ...]:
    """Mails with the same view are drawn together: of participants' users those about one participant."""
    viewer = _viewer(message)
    if viewer is None:
        return "nobody", None, None
    return "person", viewer.pk, None if viewer.is_staff else message.participant_id


def _safely(
    group: list[OutboundMessage], draw: Callable[..., Iterator[tuple[int, Verdict]]], now: datetime
) -> dict[int, Verdict]:
    """Draw a group; when that fails, each mail alone, so that one spoiled mail keeps no other back."""
    try:
        return dict(draw(group, now))
    except Exception as error:
        if len(group) > 1:
            return {pk: one for message in group for pk, one in _safely([message], draw, now).items()}
        logger.exception("The text of %s could not be drawn.", group[0].ref)
        return {group[0].pk: Spoiled(in_words(error))}


def _draw(group: list[OutboundMessage], now: datetime) -> Iterator[tuple[int, Verdict]]:
    """The mails of one view, all inside the viewer's wall."""
    viewer = _viewer(group[0])
    with ExitStack() as wall:
        if viewer is not None:
            try:
                wall.enter_context(people.view_as(viewer, group[0].participant_id, now))
            except LookupError:
                yield from ((message.pk, Dropped(NOT_THERE)) for message in group)
                return
        rows = _told_to_addresses(group) if viewer is None else _visible(group, viewer)
        stops: dict[tuple[int | None, str], str] = {}
        for message in group:
            row = rows.get(_key(message))
            if row is None and message.about_ref and (viewer is not None or _has_addressee(message)):
                yield message.pk, Dropped(UNSEEN)
            else:
                yield message.pk, Ready(_mail(message, row, stops))


def _key(message: OutboundMessage) -> tuple[str, ...]:
    """Under which a group's rows are kept: of bare addresses with the address, since each is told of its own alone."""
    about = message.about_type, message.about_ref
    return about if _viewer(message) is not None else (*about, message.address.lower())


def _has_addressee(message: OutboundMessage) -> bool:
    return subjects.has_addressee(message.about_type)


def _told_to_addresses(group: list[OutboundMessage]) -> dict[tuple[str, ...], Any]:
    """What may be told to people without an account: a row of theirs, under the address it has by now."""
    wanted: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for message in group:
        if message.about_ref:
            wanted[message.about_type][message.about_ref].add(message.address.lower())
    return {
        (type_, ref, address): row
        for type_, addresses in wanted.items()
        for (ref, address), row in subjects.told_to(type_, addresses).items()
    }


def _visible(group: list[OutboundMessage], viewer: Any) -> dict[tuple[str, ...], Any]:
    wanted = defaultdict(set)
    for message in group:
        if message.about_ref:
            wanted[message.about_type].add(message.about_ref)
    return {
        (type_, ref): row
        for type_, refs in wanted.items()
        for ref, row in subjects.visible(viewer, type_, refs).items()
    }


def _mail(message: OutboundMessage, row: Any, stops: dict[tuple[int | None, str], str]) -> EmailMessage:
    """One mail; `stops` keeps the addresses by which each reader stops each kind."""
    kind = kinds.known(message.kind)
    stop = message.recipient_id, message.kind
    if stop not in stops:
        stops[stop] = sending.unsubscribe_address(message, kind.optional)
    text = texts.draw(
        kind,
        ref=message.about_ref,
        unsubscribe=stops[stop],
        row=row,
        facts=message.facts,
        recipient=message.recipient,
        on_behalf_of=message.on_behalf_of,
        written_by=message.written_by,
        link=texts.link_to(row if _viewer(message) is not None else None, message.recipient),
    )
    return sending.compose(message, text, enclosing.of(message, row))


def _draw_digest(group: list[OutboundMessage], now: datetime) -> Iterator[tuple[int, Verdict]]:
    """A digest tells what its reader may still see of what was kept for it."""
    for message in group:
        groups = digests.contents(message, now)
        if not groups:
            yield message.pk, Dropped(NOTHING_LEFT)
            continue
        text = texts.draw(kinds.known(message.kind), recipient=message.recipient, groups=groups, link="")
        yield message.pk, Ready(sending.compose(message, text))
