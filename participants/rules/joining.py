"""Joining two companies: who would gain access to what, in words; shapes of a preview."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Gain(NamedTuple):
    """One person and what the joining opens to that person."""

    person: str
    what: str


@dataclass(frozen=True, slots=True)
class Facts:
    """How much one company brings."""

    company: str
    registrations: int
    contacts: int
    resources: int

    def in_words(self, *, narrowed: bool) -> str:
        """What a member sees of it; one narrowed to registrations sees the contacts only."""
        parts = [counted(self.contacts, "contact")]
        if not narrowed:
            parts = [counted(self.registrations, "registration"), *parts, counted(self.resources, "resource")]
        return f"{enumerated(parts)} of {self.company}"


@dataclass(frozen=True, slots=True)
class JoiningPreview:
    """What a joining would do. With obstacles it would be refused; `stays` says what would not move."""

    moves: dict[str, int]
    gains: list[Gain]
    stays: list[str] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def enumerated(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
