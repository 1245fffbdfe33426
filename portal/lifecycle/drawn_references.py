"""References for very many made-up rows: of 800,000 two draw the same one every second time, and one draws again."""

import random

from portal.lifecycle.references import new_reference
from portal.lifecycle.rows import Row


class DrawnReferences:
    """New references of any model from one seeded source; none comes twice, and none is there already."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._taken: dict[type[Row], set[str]] = {}

    def new(self, model: type[Row], chance: random.Random | None = None) -> str:
        """`chance` is another source for this one."""
        if model not in self._taken:
            self._taken[model] = set(model._default_manager.values_list("ref", flat=True))
        taken = self._taken[model]
        while (ref := new_reference(model.REF_PREFIX, chance or self.chance)) in taken:
            pass
        taken.add(ref)
        return ref
