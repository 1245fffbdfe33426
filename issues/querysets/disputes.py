"""Reads of disputes and ADR proceedings: seen by whoever sees the issue they came from."""

from typing import Self

from issues.querysets.parts import IssuePartQuerySet
from issues.rules.dispute_moves import ACTIVE, IN_WORK


class DisputeQuerySet(IssuePartQuerySet):
    def active(self) -> Self:
        return self.filter(status__in=ACTIVE)

    def not_filed(self) -> Self:
        """Kept here, yet unknown to the operator's dispute system: their window runs on."""
        return self.active().filter(number="")

    def in_work(self) -> Self:
        """Filed, and not brought to an end."""
        return self.filter(status__in=IN_WORK).exclude(number="")


class DisputePartQuerySet(IssuePartQuerySet):
    path = "dispute__issue"


class AdrCaseQuerySet(IssuePartQuerySet):
    path = "dispute__issue"


class AdrStepQuerySet(IssuePartQuerySet):
    path = "case__dispute__issue"
