"""What a room for auditors must be, and whether it is open on a day. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from accounts.choices import RoomNoun

LONGEST: Final = 366
# Of issues that are named alone there are these.
OF_ISSUES: Final = (RoomNoun.ISSUES, RoomNoun.EVENTS, RoomNoun.OVERRIDES)


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """`participants` maps numbers to references, of which only the references are told."""

    title: str
    purpose: str
    starts_on: date
    ends_on: date
    readers: Sequence[Any]
    nouns: Sequence[str]
    basis: str = ""
    everybody: bool = False
    participants: Mapping[int, str] = field(default_factory=dict)
    issue_refs: Sequence[str] = ()
    records_from: date | None = None
    records_until: date | None = None
    with_notes: bool = False
    with_protected: bool = False

    def objections(self, today: date) -> list[str]:
        """What is wrong with it, in sentences; nothing where it is one."""
        found = []
        if not self.title.strip() or not self.purpose.strip():
            found.append("Say what the room is called and what it is for.")
        if self.ends_on < max(self.starts_on, today):
            found.append("The last day lies in the past, or before the first.")
        if (self.ends_on - self.starts_on).days >= LONGEST:
            found.append(f"A room is open for {LONGEST} days at most.")
        if not self.readers:
            found.append("Name at least one auditor.")
        if not self.nouns or set(self.nouns) - set(RoomNoun.values):
            found.append("Choose what the room holds.")
        return found + self._of_scope()

    def _of_scope(self) -> list[str]:
        named = bool(self.participants)
        if self.everybody and named:
            return ["Either all participants or those named."]
        if not self.everybody and not named and not self.issue_refs:
            return ["Name participants or issues, or say that it is about all participants."]
        if not self.everybody and not named and not set(self.nouns) & set(OF_ISSUES):
            return ["Of issues alone a room holds issues, their audit trail and overrides."]
        if self.issue_refs and not set(self.nouns) & set(OF_ISSUES):
            return ["Issues are named, but the room holds nothing of issues."]
        if self.records_from and self.records_until and self.records_until < self.records_from:
            return ["The last day of the records lies before the first."]
        return []


def is_open(room: Any, day: date) -> bool:
    """On the day itself, whatever ran or did not run since."""
    return room.closed_at is None and room.starts_on <= day <= room.ends_on


def state_of(room: Any, day: date) -> tuple[str, str]:
    """In one word, with its tone."""
    if room.closed_at is not None:
        return "Closed early", "warn"
    if day < room.starts_on:
        return "Begins later", "neutral"
    return ("Open", "good") if day <= room.ends_on else ("Ended", "neutral")
