"""Reads around checklists: what stands in a registration's way, and stored items as the rules take them."""

from collections.abc import Iterable

from participants.choices import ItemState
from participants.models import ChecklistItem, MarketRole, Registration
from participants.requirements import blocks_now, item_of
from participants.rules.checklist_moves import SETTLED
from participants.rules.obstacles import Obstacle
from participants.rules.requirements import Checklist as Asked
from participants.rules.requirements import checklist as asked_of_role


def obstacles(registration: Registration) -> list[Obstacle]:
    """The open mandatory items of a registration's checklist, in order; one statement.

    Where an item names no section of the rules, the section of the market role stands for it.
    """
    rows = ChecklistItem.objects.standing_in_the_way(registration).select_related("requirement", "checklist__role")
    return [obstacle(row) for row in rows]


def obstacle(row: ChecklistItem) -> Obstacle:
    """What stands in the way, read with its requirement and its checklist's role."""
    sections = tuple(row.requirement.sections) or _section_of(row.checklist.role)
    return Obstacle(row.code, row.requirement.title, sections, ItemState(state_of(row)).label)


def state_of(row: ChecklistItem) -> str:
    """The state of an item that stands in the way: what was accepted does so once its evidence counts no more."""
    return ItemState.AT_RISK if row.state == ItemState.ACCEPTED else row.state


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
