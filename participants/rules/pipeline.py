"""How far a registration is on its way: what is settled, whose turn it is, and the next day that counts. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from participants.rules.checklist_moves import REVIEWABLE, SETTLED

PARTICIPANT: Final = "Participant"
MANAGER: Final = "Account manager"
OPENS: Final = "to open the checklist"
DECIDES: Final = "to take the next step"


@dataclass(frozen=True, slots=True)
class Item:
    """What the board needs of one mandatory item."""

    code: str
    title: str
    state: str
    due_on: date | None
    waits_for: tuple[str, ...]
    reviewers: tuple[str, ...]
    by_operator: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Who has to act, and on how many items or on what."""

    who: str
    items: int = 0
    what: str = ""

    @property
    def in_words(self) -> str:
        if not self.items:
            return f"{self.who} {self.what}"
        return f"{self.who}, {self.items} item{'' if self.items == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Standing:
    """`settled` of `wanted` mandatory items; `why` names the item that is due next."""

    wanted: int
    settled: int
    turns: tuple[Turn, ...]
    due_on: date | None = None
    why: str = ""
    overdue: int = 0

    def items_of(self, who: str) -> int:
        """How many items wait for one of those whose turn it is."""
        return sum(turn.items for turn in self.turns if turn.who == who)


def standing(items: Iterable[Item], today: date) -> Standing:
    """Where a registration stands by the mandatory items of its checklist; without any nothing was opened yet."""
    rows = list(items)
    still_open = [row for row in rows if row.state not in SETTLED]
    dated = sorted((row for row in still_open if row.due_on), key=lambda row: (row.due_on, row.code))
    return Standing(
        wanted=len(rows),
        settled=len(rows) - len(still_open),
        turns=_turns(rows, still_open),
        due_on=dated[0].due_on if dated else None,
        why=f"{dated[0].code} {dated[0].title}" if dated else "",
        overdue=sum(row.due_on < today for row in dated),
    )


def _turns(rows: list[Item], still_open: list[Item]) -> tuple[Turn, ...]:
    """Whose turn it is: of what waits for nothing that is open; the one with most to do first."""
    if not rows:
        return (Turn(MANAGER, what=OPENS),)
    if not still_open:
        return (Turn(MANAGER, what=DECIDES),)
    codes = {row.code for row in still_open}
    ready = [row for row in still_open if not codes & set(row.waits_for)] or still_open
    counted = Counter(_whose(row) for row in ready)
    return tuple(Turn(who, count) for who, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _whose(row: Item) -> str:
    return " or ".join(row.reviewers) if row.state in REVIEWABLE or row.by_operator else PARTICIPANT
