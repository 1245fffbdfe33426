"""Which courses are advised to a company, from the market roles it holds and the matrix course x role.

A role inherits the advice of the role above it (a sub-QSE that of a QSE) unless it has a cell of its own. What is
advised to a role below the one held (a QSE with resources below a QSE) may concern the company or not: that is said,
since the operator registers a QSE and not its profiles.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

STRENGTH: Final = ("useful", "recommended", "required")


@dataclass(frozen=True, slots=True)
class Advised:
    """How strongly a course is advised, for which role, and whether that role is surely the company's."""

    advice: str
    role: str
    certain: bool

    @property
    def rank(self) -> tuple[bool, int]:
        """The certain before the uncertain, then the stronger before the weaker."""
        return self.certain, STRENGTH.index(self.advice)


def above(role: str, parents: Mapping[str, str | None]) -> list[str]:
    """The role itself and those above it, the nearest first."""
    found: list[str] = []
    current: str | None = role
    while current is not None and current not in found:
        found.append(current)
        current = parents.get(current)
    return found


def advised_for(roles: Iterable[str], cells: Mapping[str, str], parents: Mapping[str, str | None]) -> Advised | None:
    """What one course's cells (role -> advice) say to a company that holds these roles; None: nothing."""
    found = []
    for held in roles:
        if own := next((role for role in above(held, parents) if role in cells), None):
            found.append(Advised(cells[own], own, certain=True))
        below = (role for role in cells if role != held and held in above(role, parents))
        found += [Advised(cells[role], role, certain=False) for role in below]
    # Of equals the first by code: the same page twice says the same.
    return max(sorted(found, key=lambda one: one.role), key=lambda one: one.rank, default=None)
