"""Made-up hand-overs in bulk, prepared for days to come, with a note and a line for each participant: for measuring."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final

from participants.choices import AssignmentKind, HandOverKind, HandOverState
from participants.models import Assignment, FollowUp, HandOver, HandOverLine, HandOverNote
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day

BATCH: Final = 2000
AHEAD: Final = timedelta(days=30)
DAYS: Final = timedelta(days=9)


def load_hand_overs(*, participants: int, seed: int, now: datetime, plans: int = 0) -> int:
    """One for each colleague who looks after somebody, where plans are asked for as well; returns the rows in all."""
    held: dict[int, list[int]] = defaultdict(list)
    rows = Assignment.objects.today().filter(kind=AssignmentKind.PRIMARY).order_by("pk")
    for person, participant in rows.values_list("person", "participant"):
        held[person].append(participant)
    if not plans or len(held) < 2:
        return 0
    chance = random.Random(f"hand-overs of {seed}")  # noqa: S311 repeatable on purpose
    made: dict[type, list[Any]] = {HandOver: [], HandOverNote: [], HandOverLine: []}

    def add(model: Any, **fields: Any) -> Any:
        made[model].append(model(ref=new_reference(model.REF_PREFIX, chance), **fields))
        return made[model][-1]

    people, first = list(held), market_day(now) + AHEAD
    promised = dict(FollowUp.objects.still_open().order_by("pk").values_list("participant", "ref"))
    for place, person in enumerate(people):
        hand_over = add(
            HandOver,
            kind=HandOverKind.ABSENCE,
            state=HandOverState.PREPARED,
            person_id=person,
            receiver_id=people[place - 1],
            starts_on=first,
            ends_on=first + DAYS,
            prepared_by_id=person,
            prepared_at=now,
        )
        for participant in held[person]:
            given = {"hand_over": hand_over, "participant_id": participant}
            add(HandOverNote, note="They like the phone.", **given)
            ref = promised.get(participant)
            if ref is not None:
                add(HandOverLine, source="follow-up", subject_ref=ref, what="What was promised", due_on=first, **given)
    for model, found in made.items():
        model.objects.bulk_create(found, batch_size=BATCH)
    return sum(map(len, made.values()))
