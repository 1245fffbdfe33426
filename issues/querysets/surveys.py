"""Reads of surveys: the person asked reads the own one, the staff those of issues they may see."""

from datetime import datetime
from typing import Any, Self

from issues.querysets.parts import IssuePartQuerySet
from participants.querysets.owned import OwnedQuerySet


class SurveyQuerySet(IssuePartQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        """The own ones that were sent, and not taken back."""
        rows = OwnedQuerySet.owned_by(self, acting_for)
        return rows.filter(person=acting_for.user_id, sent_at__isnull=False, canceled_at=None)

    def shown(self) -> Self:
        """Only what the wall lets the person asked read."""
        return self.only("ref", "participant", "person", "sent_at", "expires_at", "answered_at", "score", "comment")

    def waiting(self) -> Self:
        """Held back still."""
        return self.filter(sent_at=None, canceled_at=None)

    def to_send(self, now: datetime) -> Self:
        return self.waiting().filter(due_at__lte=now)

    def answered(self) -> Self:
        return self.filter(answered_at__isnull=False)

    def open_at(self, now: datetime) -> Self:
        """Sent and still to be answered."""
        return self.filter(sent_at__isnull=False, canceled_at=None, answered_at=None, expires_at__gt=now)
