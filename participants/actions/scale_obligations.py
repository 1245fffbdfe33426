"""What made-up participants owe, in bulk: for measuring, never for showing.

What is announced by now is generated as on any night, with its clocks and campaigns; of the two years before each
company has filed what it owed once a year. Every choice comes from one seeded source.
"""

import random
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from participants.actions.obligations import generate_obligations
from participants.choices import ObligationState, OwnerKind
from participants.models import Obligation, ObligationType, Participant, Registration
from portal.lifecycle.copying import copy_in
from portal.lifecycle.drawn_references import DrawnReferences
from portal.scoping.today import market_day

YEARS: Final = 2
YEARLY: Final = 4  # kinds that a registration has owed in each of them
BATCH: Final = 5000


def load_obligations(*, participants: int, seed: int, now: datetime, history: int = 0) -> int:
    """Present and past ones of everybody; returns the rows in all, clocks not counted."""
    if not history:
        return 0
    return generate_obligations(now=now) + _past(random.Random(f"obligations of {seed}"), now)  # noqa: S311 repeatable


def _past(chance: random.Random, now: datetime) -> int:
    kinds = list(ObligationType.objects.filter(owner_kind=OwnerKind.REGISTRATION).order_by("code")[:YEARLY])
    references = DrawnReferences(chance)
    known = set(Obligation.objects.values_list("registration", "type", "period"))
    rows = []
    owned = Registration.objects.filter(participant__in=Participant.objects.filter(joined_into=None)).order_by("pk")
    for registration, participant in owned.values_list("pk", "participant"):
        for year in range(market_day(now).year - YEARS, market_day(now).year):
            for kind in kinds:
                if (registration, kind.pk, str(year)) not in known:
                    rows.append(_filed(chance, references.new(Obligation), kind, registration, participant, year))
    for begin in range(0, len(rows), BATCH):
        copy_in(rows[begin : begin + BATCH])
    return len(rows)


def _filed(
    chance: random.Random, ref: str, kind: ObligationType, registration: int, participant: int, year: int
) -> Obligation:
    due = date(year, 1, 1) + timedelta(days=chance.randrange(60, 360))
    at = timezone.make_aware(datetime.combine(due - timedelta(days=chance.randrange(1, 30)), time(9)))
    return Obligation(
        ref=ref,
        type=kind,
        participant_id=participant,
        registration_id=registration,
        period=str(year),
        due_on=due,
        by_rule=due,
        state=ObligationState.ACCEPTED,
        submitted_at=at,
        settled_at=at + timedelta(hours=30),
    )
