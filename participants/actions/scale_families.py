"""Made-up families in bulk: every sixth participant a head with four below it. For measuring, never for showing."""

import random
from datetime import datetime, timedelta
from typing import Final

from participants.choices import TieKind, TieSource
from participants.models import Affiliation, Participant
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day

BATCH: Final = 2000
SIZE: Final = 6


def load_families(*, participants: int, seed: int, now: datetime, families: int = 0) -> int:
    """So many families among participants that have none yet; returns the rows in all."""
    if not families:
        return 0
    chance = random.Random(f"families of {seed}")  # noqa: S311 repeatable on purpose
    free = Participant.objects.filter(affiliations=None, affiliations_from=None, joined_into=None).order_by("pk")
    rows = list(free.only("pk", "name")[: families * SIZE])
    begin = market_day(now) - timedelta(days=400)
    found = []
    for first in range(0, len(rows) - SIZE + 1, SIZE):
        head, *others = rows[first : first + SIZE]
        for child, parent in [(others[0], head), (others[1], head), (others[2], others[0]), (others[3], others[1])]:
            found.append(_tie(chance, child, parent.name, begin, parent))
        found.append(_tie(chance, head, f"Outside Holding {first}", begin))
    Affiliation.objects.bulk_create(found, batch_size=BATCH)
    return len(found)


def _tie(chance: random.Random, child: Participant, name: str, begin, parent: Participant | None = None) -> Affiliation:
    return Affiliation(
        ref=new_reference("AF", chance),
        participant=child,
        other=parent,
        participant_name=child.name,
        other_name=name,
        other_key="" if parent else name.casefold(),
        kind=TieKind.PARENT,
        source=TieSource.PUBLIC,
        starts_on=begin,
    )
