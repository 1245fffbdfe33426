"""Reads around checklists: what stands in a registration's way, and stored items as the rules take them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from participants.models import ChecklistItem, MarketRole, Registration
from participants.requirements import blocks_now, item_of
from participants.rules.checklist_moves import SETTLED
from participants.rules.requirements import Checklist as Asked
from participants.rules.requirements import checklist as asked_of_role

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An open mandatory item: what it is, where it says so, and how far it is."""

    code: str
    title: str
    sections: tuple[str, ...]
    state: str

    def in_words(self) -> str:
        where = f", section {', '.join(self.sections)}" if self.sections else ""
        return f"{self.code} ({self.title}{where}) is {self.state.lower()}"


def obstacles(registration: Registration) -> list[Obstacle]:
    """The open mandatory items of a registration's checklist, in order; one statement.

    Where an item names no section of the rules, the section of the market role stands for it.
    """
    rows = ChecklistItem.objects.standing_in_the_way(registration).select_related("requirement", "checklist__role")
    return [
        Obstacle(
            row.code,
            row.requirement.title,
            tuple(row.requirement.sections) or _section_of(row.checklist.role),
            row.get_state_display(),
        )
        for row in rows
    ]


def named(found: Sequence[Obstacle]) -> str:
    """The first obstacles in one sentence, and how many more there are."""
    words = "; ".join(one.in_words() for one in found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return f"{words}; and {more} more" if more > 0 else words


def asked(items: Iterable[ChecklistItem]) -> Asked:
    """Stored items (with their requirement) as the planning rules take them, in order."""
    rows = sorted(items, key=lambda row: row.position)
    known = {row.code for row in rows}
    return Asked(
        {row.code: item_of(row.requirement) for row in rows},
        {row.code: frozenset(row.waits_for) & known for row in rows},
    )


def settled_codes(items: Iterable[ChecklistItem]) -> set[str]:
    return {row.code for row in items if row.state in SETTLED}


def asked_now(role: MarketRole) -> Asked:
    """What a registration with that role or profile must bring by today's versions."""
    return asked_of_role(blocks_now(), role.code)


def _section_of(role: MarketRole) -> tuple[str, ...]:
    return (role.protocol_section,) if role.protocol_section else ()
