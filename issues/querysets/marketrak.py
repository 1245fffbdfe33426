"""Reads of MarkeTrak issues."""

from typing import Self

from issues.querysets.parts import IssuePartQuerySet


class MarkeTrakItemQuerySet(IssuePartQuerySet):
    def incomplete(self) -> Self:
        """Somebody still has to act on them in MarkeTrak."""
        return self.filter(complete=False)
