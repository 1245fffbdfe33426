"""What a change of the blocks leads to: faults that stand in its way, and the market roles it is felt by."""

from collections.abc import Sequence
from itertools import chain

from participants.rules.requirements.checklists import Checklist, checklist, require_sound
from participants.rules.requirements.dependencies import Circle, UnknownCode, codes_of
from participants.rules.requirements.items import Block


def faults(blocks: Sequence[Block], code: str) -> list[str]:
    """Why the blocks cannot hold as they are, in words: every unknown code, else the path of a circle.

    All codes that the block named by `code` cannot find come first; those of other blocks that wait for it follow.
    """
    where = {item.code: block for block in blocks for item in block.items}
    told: list[str] = []
    for block in sorted(blocks, key=lambda one: one.code != code):
        for item in block.items:
            for dependency in item.dependencies:
                try:
                    codes_of(dependency, item, blocks, where)
                except UnknownCode as unknown:
                    told.append(str(unknown))
    if told:
        return told
    try:
        require_sound(blocks)
    except Circle as circle:
        return [str(circle)]
    return []


def affected_roles(before: Sequence[Block], after: Sequence[Block]) -> list[str]:
    """The market roles of which something else is asked afterwards, or in another order; all blocks are sound."""
    roles = sorted(set(chain.from_iterable(block.roles for block in (*before, *after))))
    return [role for role in roles if _asked(before, role) != _asked(after, role)]


def _asked(blocks: Sequence[Block], role: str) -> Checklist:
    return checklist(blocks, role)
