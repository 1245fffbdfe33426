"""What a checklist that follows a new version of a block must do again: compared item by item, in plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from participants.choices import AdoptionStep, ItemState
from participants.rules.requirements.changes import WORDS, of_item
from participants.rules.requirements.checklists import Checklist, checklist
from participants.rules.requirements.dependencies import UnknownCode, codes_of
from participants.rules.requirements.items import Block, Dependency, Item
from participants.rules.requirements.timing import finished
from portal.calendars.week import WorkCalendar

# A change of anything else (a title, days, a source) leaves what was accepted as it is.
MATTERS: Final = frozenset(
    WORDS.get(name, name)
    for name in (
        "evidence",
        "form_codes",
        "sections",
        "reviewers",
        "dependencies",
        "mandatory",
        "recurrence",
        "asks",
        "effective_from",
        "effective_to",
    )
)


@dataclass(frozen=True, slots=True)
class Consequence:
    """An item that is new (`before` is None), dropped (`after` is None), or changed in a way that matters."""

    code: str
    before: Item | None
    after: Item | None
    changes: tuple[tuple[str, str, str], ...] = ()

    @property
    def item(self) -> Item:
        """As it is from now on, or was until now."""
        return self.after or self.before


def consequences(before: Checklist, after: Checklist) -> list[Consequence]:
    """In the order of the new checklist; what is dropped comes last."""
    told = []
    for code, item in after.items.items():
        old = before.items.get(code)
        if old is None:
            told.append(Consequence(code, None, item))
        elif changes := matters(old, item):
            told.append(Consequence(code, old, item, changes))
    return told + [Consequence(code, item, None) for code, item in before.items.items() if code not in after.items]


def matters(old: Item, new: Item) -> tuple[tuple[str, str, str], ...]:
    """The fields whose change asks for the item to be looked at again: what, so far, from now on."""
    return tuple((what, *values) for what, values in of_item(old, new).items() if what in MATTERS)


def step_of(one: Consequence, state: str | None) -> AdoptionStep:
    """What adopting the version means for an item in that state; None where the checklist has no such item yet."""
    if one.after is None:
        return AdoptionStep.ENDS
    if one.before is None:
        return AdoptionStep.NEW
    if state == ItemState.ACCEPTED:
        return AdoptionStep.AGAIN
    if state in (ItemState.WAIVED, ItemState.NOT_APPLICABLE):
        return AdoptionStep.STAYS
    return AdoptionStep.FOLLOWS


def redo_by(item: Item, calendar: WorkCalendar, effective: date, today: date) -> date | None:
    """The last of the item's typical days after the effective day, or after today once that has passed.

    None where nobody can say how long it takes.
    """
    days = item.least_days if item.typical_days is None else item.typical_days
    if days is None:
        return None
    due = finished(calendar, effective, days)
    return due if due >= today else finished(calendar, today, days)


def asked_under(blocks: Sequence[Block], role: str) -> Checklist:
    """What a role needs by versions of different times. What is not there any more, or not yet, holds nothing up.

    Raises Circle where the versions do not go together.
    """
    where = {item.code: block for block in blocks for item in block.items}
    known = [replace(block, items=tuple(_resolvable(item, blocks, where) for item in block.items)) for block in blocks]
    asked = checklist(known, role)
    whole = {item.code: item for block in blocks for item in block.items}
    return Checklist({code: whole[code] for code in asked.items}, asked.before)


def _resolvable(item: Item, blocks: Sequence[Block], where: dict[str, Block]) -> Item:
    kept = tuple(one for one in item.dependencies if _leads_somewhere(one, item, blocks, where))
    return item if kept == item.dependencies else replace(item, dependencies=kept)


def _leads_somewhere(one: Dependency, item: Item, blocks: Sequence[Block], where: dict[str, Block]) -> bool:
    try:
        codes_of(one, item, blocks, where)
    except UnknownCode:
        return False
    return True
