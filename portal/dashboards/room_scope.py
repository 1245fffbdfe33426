"""Which records an auditor's room holds: exactly these, for its pages, its counts and its export alike."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Q

from accounts.models import AuditRoom
from portal.scoping.today import MARKET_ZONE


@dataclass(frozen=True, slots=True)
class Scope:
    """A room's terms as conditions on rows. `participant_ids` is empty where the room is about everybody."""

    room: AuditRoom
    participant_ids: frozenset[int]

    @classmethod
    def of(cls, room: AuditRoom) -> Self:
        """One statement; none for a room about everybody."""
        named = () if room.everybody else room.participants.values_list("participant_id", flat=True)
        return cls(room, frozenset(named))

    def about(self, column: str = "participant_id") -> Q:
        """Rows about participants of the room."""
        if self.room.everybody:
            return Q(**{f"{column}__isnull": False})
        return Q(**{f"{column}__in": sorted(self.participant_ids)})

    def within(self, moment: str) -> Q:
        """Rows whose moment lies in the room's days, as the market counts them."""
        asked = Q()
        if self.room.records_from is not None:
            asked &= Q(**{f"{moment}__gte": begins(self.room.records_from)})
        if self.room.records_until is not None:
            asked &= Q(**{f"{moment}__lt": begins(self.room.records_until + timedelta(days=1))})
        return asked

    def on(self, day: str) -> Q:
        """The same for a column that holds a day."""
        asked = Q()
        if self.room.records_from is not None:
            asked &= Q(**{f"{day}__gte": self.room.records_from})
        if self.room.records_until is not None:
            asked &= Q(**{f"{day}__lte": self.room.records_until})
        return asked

    def named(self, column: str) -> Q:
        """Rows of the issues that the room names, whatever their day."""
        return Q(**{f"{column}__in": self.room.issue_refs})

    def holds(self, noun: Any) -> bool:
        return noun in self.room.nouns


def begins(day: date) -> datetime:
    """The first instant of the market's day."""
    return datetime.combine(day, time.min, MARKET_ZONE)
