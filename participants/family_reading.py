"""The family of a participant as one person may see it: who stands above, below and beside it on a day.

One recursive statement finds the ties, a second one the names that the person may read. A restricted participant that
is closed to the person is there without its name, and nothing is reached through it: whom it owns is its own fact.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from participants.choices import Relation, TieKind
from participants.models import Affiliation, Participant
from participants.rules.families import MOST_STEPS, Standing, Tie, standings

MOST_TIES: Final = 400
RESTRICTED: Final = "A restricted participant"
# From the company up to whatever stands above it, from all of these down again; a company outside the market is known
# by its key. Then the ties of the family on that day, and every tie of the company itself.
TIES: Final = """
SELECT * FROM participants_affiliation WHERE id IN (SELECT id FROM (WITH RECURSIVE up(id, key, steps) AS (
    SELECT %(of)s::bigint, ''::varchar, 0
  UNION
    SELECT tie.other_id, tie.other_key, up.steps + 1
    FROM up JOIN participants_affiliation tie ON tie.participant_id = up.id
    WHERE tie.kind = 'parent' AND tie.starts_on <= %(day)s AND (tie.ends_on IS NULL OR tie.ends_on >= %(day)s)
      AND up.steps < %(most)s
), down(id, key, steps) AS (
    SELECT DISTINCT id, key, 0 FROM up
  UNION
    SELECT tie.participant_id, ''::varchar, down.steps + 1
    FROM down JOIN participants_affiliation tie
      ON (tie.other_id = down.id OR (down.key <> '' AND tie.other_key = down.key))
    WHERE tie.kind = 'parent' AND tie.starts_on <= %(day)s AND (tie.ends_on IS NULL OR tie.ends_on >= %(day)s)
      AND down.steps < %(most)s
)
SELECT id FROM participants_affiliation tie
WHERE tie.participant_id = %(of)s OR tie.other_id = %(of)s
   OR (tie.kind IN ('parent', 'subsidiary') AND tie.starts_on <= %(day)s
       AND (tie.ends_on IS NULL OR tie.ends_on >= %(day)s)
       AND tie.participant_id IN (SELECT down.id FROM down WHERE down.id IS NOT NULL))
ORDER BY (tie.participant_id = %(of)s OR tie.other_id = %(of)s) DESC, id
LIMIT %(limit)s) ties)
"""


@dataclass(frozen=True, slots=True)
class Company:
    """One company of the family; `ref` is "" for one outside the market, and for one that is `closed`."""

    key: Hashable
    name: str
    ref: str = ""
    closed: bool = False


class Family:
    """Of `participant`, as `user` may see it on a day."""

    def __init__(self, participant: Participant, user: Any, day: date) -> None:
        self.participant, self.user, self.day = participant, user, day

    @cached_property
    def rows(self) -> list[Affiliation]:
        """The ties, of the company itself also those that came and went; those beyond the bound are left off."""
        given = {"of": self.participant.pk, "day": self.day, "most": MOST_STEPS, "limit": MOST_TIES + 1}
        return list(Affiliation.objects.raw(TIES, given))

    @property
    def left_off(self) -> bool:
        return len(self.rows) > MOST_TIES

    @cached_property
    def companies(self) -> dict[Hashable, Company]:
        """Every company that the ties name, by key."""
        ids = {row.participant_id for row in self.rows} | {row.other_id for row in self.rows} | {self.participant.pk}
        ids -= {None}
        rows = Participant.objects.visible_to(self.user).filter(pk__in=ids)
        seen = {pk: Company(pk, name, ref) for pk, name, ref in rows.values_list("pk", "name", "ref")}
        found: dict[Hashable, Company] = {pk: seen.get(pk) or Company(pk, RESTRICTED, closed=True) for pk in ids}
        return found | {row.other_key: Company(row.other_key, row.other_name) for row in self.rows if row.other_key}

    @cached_property
    def closed(self) -> frozenset[Hashable]:
        return frozenset(key for key, company in self.companies.items() if company.closed)

    @cached_property
    def ties(self) -> list[Tie]:
        """Who belongs to whom on the day."""
        return [tie_of(row) for row in self.rows if row.holds(self.day) and row.kind in (TieKind.PARENT, "subsidiary")]

    @cached_property
    def standings(self) -> dict[Hashable, Standing]:
        return standings(self.ties, self.participant.pk, self.closed)

    @cached_property
    def members(self) -> list[int]:
        """The keys of the participants of the family that the person may see, the company itself among them."""
        keys = [self.participant.pk, *self.standings]
        return [key for key in keys if isinstance(key, int) and key not in self.closed]

    @cached_property
    def own(self) -> list[Affiliation]:
        """The ties of the company itself, at any time, the latest first."""
        rows = [row for row in self.rows if self.participant.pk in (row.participant_id, row.other_id)]
        return sorted(rows, key=lambda row: (row.starts_on, row.pk), reverse=True)

    def tie_between(self, key: Hashable, through: Hashable) -> Affiliation | None:
        """The tie on the day by which one company was reached from another."""
        for row in self.rows:
            tie = tie_of(row)
            if row.holds(self.day) and {tie.child, tie.parent} == {key, through}:
                return row
        return None

    def other(self, row: Affiliation) -> Company:
        """The company at the other end of one of the company's own ties."""
        return self.companies[other_key(row, self.participant.pk)]

    def relation(self, row: Affiliation) -> Relation:
        """In which group one of the company's own ties stands."""
        if row.kind == TieKind.PARENT:
            return Relation.PARENTS if row.participant_id == self.participant.pk else Relation.SUBSIDIARIES
        return Relation.SUBSIDIARIES if row.kind == TieKind.SUBSIDIARY else Relation.AFFILIATES


def other_key(row: Affiliation, of: int) -> Hashable:
    if row.other_id is None:
        return row.other_key
    return row.other_id if row.participant_id == of else row.participant_id


def tie_of(row: Affiliation) -> Tie:
    """As child and parent, whichever way it is written."""
    other = row.other_id if row.other_id is not None else row.other_key
    child, parent = (other, row.participant_id) if row.kind == TieKind.SUBSIDIARY else (row.participant_id, other)
    return Tie(child, parent, row.starts_on, row.ends_on)
