"""Who should look after a newcomer: whoever has least to look after. Pure."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Load:
    """An account manager with the participants looked after today and the applications not yet decided."""

    person: Any
    participants: int
    applications: int
    away: bool = False

    @property
    def total(self) -> int:
        return self.participants + self.applications


def fairest(loads: list[Load]) -> Load | None:
    """Whoever has least, absent people last; among equals the first by name, so that everybody proposes the same."""
    return min(loads, key=lambda load: (load.away, load.total, load.person.name, load.person.pk), default=None)
