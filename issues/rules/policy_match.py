"""Which service policy holds for an issue: the first one whose conditions it meets. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Facts:
    """What of an issue decides; `roles`: the market role it concerns, or all that its participant holds."""

    area: str
    category: str
    severity: int
    roles: frozenset[str] = frozenset()
    participant_id: int | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """All of these must be met; an empty one always is."""

    areas: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    severities: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()
    participant_id: int | None = field(default=None)

    def met_by(self, facts: Facts) -> bool:
        return (
            (not self.areas or facts.area in self.areas)
            and (not self.categories or facts.category in self.categories)
            and (not self.severities or facts.severity in self.severities)
            and (not self.roles or bool(self.roles & facts.roles))
            and (self.participant_id is None or self.participant_id == facts.participant_id)
        )


class Conditional(Protocol):
    conditions: Conditions


P = TypeVar("P", bound=Conditional)


def first_match(policies: Iterable[P], facts: Facts) -> P | None:
    """The first of the policies, which come in their order; None where none covers the issue."""
    return next((policy for policy in policies if policy.conditions.met_by(facts)), None)
