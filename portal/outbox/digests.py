"""Digests: what a person wants to hear once a day or a week, as one mail."""

import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from portal.lifecycle import subjects
from portal.outbox import headers, inserting, kinds, people, rechecking, texts
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.outbox.retrying import in_words

logger = logging.getLogger(__name__)

PEOPLE_AT_ONCE: Final = 200
# How long a digest that could not be made is put aside.
PUT_ASIDE: Final = timedelta(hours=1)

Kept = dict[int, list[OutboundMessage]]


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    on_behalf_of: Any
    times: int


@dataclass(slots=True)
class Group:
    """What happened to one record; kinds and references only."""

    ref: str
    link: str
    entries: list[Entry] = field(default_factory=list)


def gather(*, now: datetime) -> int:
    """Make one mail for each person whose digest is due and return how many; call again until it is 0.

    One that raises is put aside for an hour and keeps nobody else's back.
    """
    while True:
        made, put_aside = _gather_some(now)
        if made or not put_aside:
            return made


@transaction.atomic
def _gather_some(now: datetime) -> tuple[int, int]:
    """How many digests of some people were made, and how many put aside.

    The kept rows are locked and become part of the mail in the same transaction, so two sweeps make no digest twice.
    """
    due = OutboundMessage.objects.filter(state=MessageState.DIGEST, due_at__lte=now)
    waiting = list(due.order_by("recipient_id").values_list("recipient_id", flat=True).distinct()[:PEOPLE_AT_ONCE])
    kept = due.filter(recipient__in=waiting).select_for_update(of=("self",), skip_locked=True).order_by("id")
    mine: Kept = defaultdict(list)
    for row in kept.only("id", "recipient_id"):
        mine[row.recipient_id].append(row)
    if not mine:
        return 0, 0
    try:
        return _make(mine, now), 0
    except Exception:
        made = sum(_make_alone(user_id, rows, now) for user_id, rows in mine.items())
        return made, len(mine) - made


@transaction.atomic
def _make(mine: Kept, now: datetime) -> int:
    known = people.with_settings(mine)
    digests = {user_id: _digest(known[user_id], rows, now) for user_id, rows in mine.items()}
    inserting.insert_new(list(digests.values()), once=("dedupe_key",), now=now)
    _link(digests, mine)
    return len(digests)


def _make_alone(user_id: int, rows: list[OutboundMessage], now: datetime) -> int:
    """The digest of one person, or none: then its rows wait, and say why."""
    try:
        return _make({user_id: rows}, now)
    except Exception as error:
        logger.exception("The digest that begins with %s could not be made.", rows[0].pk)
        waiting = OutboundMessage.objects.filter(pk__in=[row.pk for row in rows])
        # The first line only: what the database says below it may be a row's own words.
        waiting.update(due_at=now + PUT_ASIDE, last_error=in_words(error).partition("DETAIL:")[0].strip()[:300])
        return 0


def contents(message: OutboundMessage, now: datetime) -> list[Group]:
    """What the recipient may still see of a digest's rows, grouped by record in the order of the first news."""
    recipient = message.recipient
    rows = _still_wanted(list(message.digested.select_related("on_behalf_of").order_by("id")))
    by_participant = defaultdict(list)
    for row in rows:
        by_participant[None if recipient.is_staff else row.participant_id].append(row)
    seen: dict[str, str] = {}
    for participant_id, some in by_participant.items():
        seen |= _links(recipient, participant_id, some, now)
    groups: dict[str, Group] = {}
    told = Counter((row.about_ref, row.kind, row.on_behalf_of) for row in rows if row.about_ref in seen)
    for (ref, kind, absent), times in told.items():
        group = groups.setdefault(ref, Group(ref, seen[ref]))
        group.entries.append(Entry(kinds.known(kind).label, absent, times))
    return list(groups.values())


def _still_wanted(rows: list[OutboundMessage]) -> list[OutboundMessage]:
    """Without kinds that were switched off since, and without deadlines that are over."""
    unwanted, clocks = rechecking.unwanted(rows), rechecking.deadlines(rows)
    return [row for row in rows if row.pk not in unwanted and not rechecking.is_over(row, clocks)]


def _links(
    recipient: Any, participant_id: int | None, rows: Sequence[OutboundMessage], now: datetime
) -> dict[str, str]:
    """The addresses of the records the recipient may see, by reference; news about nothing leads to the portal."""
    found = {"": texts.link_to(None, recipient)}
    wanted = defaultdict(set)
    for row in rows:
        if row.about_ref:
            wanted[row.about_type].add(row.about_ref)
    try:
        with people.view_as(recipient, participant_id, now):
            for type_, refs in wanted.items():
                visible = subjects.visible(recipient, type_, refs)
                found |= {ref: texts.link_to(row, recipient) for ref, row in visible.items()}
    except LookupError:
        return {}
    return found


def _digest(person: Any, rows: Sequence[OutboundMessage], now: datetime) -> OutboundMessage:
    """Its key names the first row, which is part of one digest only."""
    return OutboundMessage(
        kind=kinds.DIGEST,
        dedupe_key=f"digest:{person.pk}:{now.isoformat()}:{rows[0].pk}",
        recipient_id=person.pk,
        address=person.email,
        severity=kinds.get(kinds.DIGEST).severity,
        due_at=now,
        message_id=headers.new_message_id(),
    )


def _link(digests: dict[int, OutboundMessage], mine: Kept) -> None:
    made = dict(
        OutboundMessage.objects.filter(dedupe_key__in=[one.dedupe_key for one in digests.values()]).values_list(
            "recipient_id", "pk"
        )
    )
    rows = [row for some in mine.values() for row in some]
    for row in rows:
        row.state, row.digest_id, row.last_error = MessageState.DIGESTED, made[row.recipient_id], ""
    OutboundMessage.objects.bulk_update(rows, ["state", "digest", "last_error"], batch_size=1000)
