"""Reads of answers that wait for release: of the staff alone."""

from typing import Any, Self

from issues.choices import HeldState
from issues.querysets.parts import StaffPartQuerySet


class HeldAnswerQuerySet(StaffPartQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=HeldState.HELD)

    def for_pages(self) -> Self:
        """With what a list or its own page shows of each."""
        return self.select_related("issue", "participant", "author", "mentor", "topic", "decided_by", "referral")

    def settled(self) -> Self:
        return self.exclude(state=HeldState.HELD)


class HeldFileQuerySet(StaffPartQuerySet):
    def of_answer(self, answer: Any) -> Self:
        return self.filter(answer=answer)
