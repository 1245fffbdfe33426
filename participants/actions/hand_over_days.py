"""Assignments for some days: lent to whoever stands in, and back on the day after by their own dates.

Call it under the locks of the participants, once it is permitted; a fixed number of statements for any number.
"""

from collections.abc import Collection
from datetime import date, datetime

from accounts.models import User
from participants.actions.coverage import close_covered
from participants.models import Assignment, HandOver
from participants.models.period import overlapping
from participants.rules.assigning import TAKEN
from participants.rules.people import ONE_DAY
from portal.audit import trail
from portal.lifecycle.bulk import update_many
from portal.lifecycle.constraints import refusing

DATES = ["person", "starts_on", "ends_on"]


def lend(
    hand_over: HandOver, participants: Collection[int], *, by: User | None, now: datetime, today: date
) -> list[Assignment]:
    """Whoever takes over holds the person's assignments, each in its kind, until the last day; then they go on.

    What goes on is written at once, so that nothing has to happen for it to come back.
    """
    first, last = max(hand_over.starts_on, today), hand_over.ends_on
    held = Assignment.objects.filter(person=hand_over.person_id, participant__in=participants)
    rows = list(held.filter(overlapping(first, last)).order_by("pk").select_for_update(of=("self",)))
    lent, going_on, shortened = [], [], []
    for row in rows:
        end = row.ends_on
        if end is None or end > last:
            going_on.append(_like(row, hand_over.person_id, last + ONE_DAY, end))
        until = last if end is None else min(end, last)
        if row.starts_on < first:
            row.ends_on = first - ONE_DAY
            lent.append(_like(row, hand_over.receiver_id, first, until))
        else:
            row.person_id, row.ends_on = hand_over.receiver_id, until
            lent.append(row)
        shortened.append(row)
    update_many(Assignment, DATES, shortened)
    with refusing(TAKEN):
        Assignment.objects.bulk_create([row for row in lent if row.pk is None] + going_on)
    changes = {"person": [hand_over.person.name, hand_over.receiver.name], "until": ["", str(last)]}
    trail.record_many(
        trail.build("participants.assignment.lent", of=row, by=by, at=now, changes=changes) for row in lent
    )
    close_covered(participants, by=by, now=now)
    return lent


def take_back(
    hand_over: HandOver, participants: Collection[int], *, by: User | None, now: datetime, today: date
) -> int:
    """Back before the last day: what was lent ends yesterday and goes on under the person from today."""
    last = hand_over.ends_on
    lent = Assignment.objects.filter(person=hand_over.receiver_id, participant__in=participants).on(today)
    rows = list(lent.filter(ends_on__lte=last).order_by("pk").select_for_update(of=("self",)))
    going_on = Assignment.objects.filter(
        person=hand_over.person_id, participant__in=participants, starts_on=last + ONE_DAY
    )
    later = {(row.participant_id, row.kind): row for row in going_on.select_for_update(of=("self",))}
    ended, begun, missing = [], [], []
    for row in rows:
        following = later.get((row.participant_id, row.kind))
        if row.starts_on >= today:
            row.person_id = hand_over.person_id
        elif following is not None:
            following.starts_on = today
            begun.append(following)
            row.ends_on = today - ONE_DAY
        else:
            missing.append(_like(row, hand_over.person_id, today, row.ends_on))
            row.ends_on = today - ONE_DAY
        ended.append(row)
    update_many(Assignment, DATES, ended)
    update_many(Assignment, DATES, begun)
    Assignment.objects.bulk_create(missing)
    changes = {"person": [hand_over.receiver.name, hand_over.person.name]}
    trail.record_many(
        trail.build("participants.assignment.came_back", of=row, by=by, at=now, changes=changes) for row in ended
    )
    return len(rows)


def _like(row: Assignment, person: int, starts_on: date, ends_on: date | None) -> Assignment:
    return Assignment(
        participant_id=row.participant_id, person_id=person, kind=row.kind, starts_on=starts_on, ends_on=ends_on
    )
