"""The lines of a hand-over: written as things are, passed on with them, and looked at again when they come back.

Call it under the hand-over's lock. Each kind of work costs the same few statements for any number of rows.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from participants import handing_over
from participants.actions.coverage import CALENDAR
from participants.choices import HandOverKind
from participants.handing_over import Item, Source
from participants.models import Assignment, HandOver, HandOverLine, HandOverNote
from participants.models.period import overlapping
from participants.rules.hand_over_moves import REVIEW_DAYS, to_decide
from portal.audit import trail
from portal.calendars import loading
from portal.calendars.days import advance_days
from portal.lifecycle.bulk import update_many
from portal.scoping.today import market_day

GONE = "No longer there"


def held_by(hand_over: HandOver) -> QuerySet:
    """The assignments of whoever hands over in the days of it."""
    rows = Assignment.objects.filter(person=hand_over.person_id, participant__joined_into=None)
    return rows.filter(overlapping(hand_over.starts_on, hand_over.ends_on))


def participants_of(hand_over: HandOver) -> list[int]:
    """Whose work is handed over: with `whole` also those that came to the person since it was prepared."""
    if hand_over.whole:
        known = set(hand_over.notes.values_list("participant_id", flat=True))
        added = set(held_by(hand_over).values_list("participant_id", flat=True)) - known
        HandOverNote.objects.bulk_create(HandOverNote(hand_over=hand_over, participant_id=pk) for pk in sorted(added))
    rows = hand_over.notes.filter(participant__joined_into=None)
    return list(rows.order_by("participant_id").values_list("participant_id", flat=True))


def still_held(hand_over: HandOver) -> list[int]:
    """Of those the participants that the person holds today: some may have gone to somebody else since."""
    held = set(held_by(hand_over).values_list("participant_id", flat=True))
    return [pk for pk in participants_of(hand_over) if pk in held]


def write_lines(hand_over: HandOver, participants: Collection[int], *, now: datetime) -> int:
    """What is open now, in place of what was written before; returns how many lines there are."""
    horizon = _horizon(hand_over, now) if hand_over.kind == HandOverKind.PERMANENT else None
    hand_over.lines.all().delete()
    lines = []
    for source in handing_over.sources():
        for item in source.open_of(participants, hand_over.person, hand_over.ends_on):
            wanted = horizon is not None and to_decide(item.due, horizon)
            lines.append(_line(hand_over, item, state_at_begin=item.state, to_decide=wanted))
    HandOverLine.objects.bulk_create(lines, batch_size=1000)
    return len(lines)


def pass_on(
    hand_over: HandOver, participants: Collection[int], *, by: User | None, now: datetime, for_good: bool
) -> int:
    """Whoever takes over owns the person's open work at these participants; returns how much of it.

    For some days only what was written down, so that all of it can come back.
    """
    written = set(hand_over.lines.values_list("subject_ref", flat=True))
    refs: list[str] = []
    for source in handing_over.sources():
        if source.owner and (for_good or source.for_days):
            rows = _owned(source, participants, hand_over.person_id)
            rows = rows if for_good else rows.filter(ref__in=written)
            refs += _change_owner(source, rows, hand_over.person, hand_over.receiver, by=by, now=now)
    hand_over.lines.filter(subject_ref__in=refs).update(passed_on=True)
    return len(refs)


def pass_back(
    hand_over: HandOver, participants: Collection[int], *, by: User | None, now: datetime, for_good: bool = False
) -> int:
    """The person owns it again: what was handed over, and what came in meanwhile."""
    handed = set(hand_over.lines.values_list("subject_ref", flat=True))
    count = 0
    for source in handing_over.sources():
        if source.owner and (for_good or source.for_days) and source.key in hand_over.marks:
            rows = _owned(source, participants, hand_over.receiver_id)
            rows = rows.filter(Q(ref__in=handed) | Q(pk__gt=hand_over.marks[source.key]))
            count += len(_change_owner(source, rows, hand_over.receiver, hand_over.person, by=by, now=now))
    return count


def sum_up(hand_over: HandOver, participants: Collection[int]) -> dict[str, int]:
    """What became of each line, and what came in meanwhile; how many of each for the message."""
    known = {line.subject_ref: line for line in hand_over.lines.all()}
    came_in: list[HandOverLine] = []
    for source in handing_over.sources():
        own = [line for line in known.values() if line.source == source.key]
        now_are = source.as_they_are([line.subject_ref for line in own])
        for line in own:
            item = now_are.get(line.subject_ref)
            line.state_at_return = item.state if item else GONE
            line.still_open = item is not None and item.is_open
        new = source.came_in(participants, hand_over.marks[source.key]) if source.key in hand_over.marks else []
        for item in new:
            if item.ref not in known:
                came_in.append(
                    _line(hand_over, item, came_in=True, state_at_return=item.state, still_open=item.is_open)
                )
    update_many(HandOverLine, ["state_at_return", "still_open"], list(known.values()))
    HandOverLine.objects.bulk_create(came_in, batch_size=1000)
    still_open = sum(line.still_open for line in [*known.values(), *came_in])
    done = sum(not line.still_open for line in known.values())
    return {"done": done, "came_in": len(came_in), "still_open": still_open}


def _line(hand_over: HandOver, item: Item, **more: Any) -> HandOverLine:
    return HandOverLine(
        hand_over=hand_over, participant_id=item.participant_id, source=item.source, subject_ref=item.ref,
        url=item.url, what=item.what, due_on=item.due, **more,
    )  # fmt: skip


def _owned(source: Source, participants: Collection[int], person: int) -> QuerySet:
    every = source.model._default_manager.filter(**{source.owner: person}, participant__in=participants)
    return source.still_open(every)


def _change_owner(
    source: Source, rows: QuerySet, before: User, after: User, *, by: User | None, now: datetime
) -> list[str]:
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    source.model._default_manager.filter(pk__in=[row.pk for row in found]).update(**{source.owner: after})
    changes = {source.owner: [before.name, after.name]}
    trail.record_many(trail.build(source.verb, of=row, by=by, at=now, changes=changes) for row in found)
    return [row.ref for row in found]


def _horizon(hand_over: HandOver, now: datetime) -> Any:
    """The last of the Business Days within which the successor decides about each promised day."""
    _version, calendar = loading.current(CALENDAR)
    start = calendar.midnight(max(hand_over.starts_on, market_day(now)).toordinal())
    return market_day(advance_days(calendar, start, REVIEW_DAYS, due_time="close"))
