"""Reads of the words that issues are searched by: through the issues, never listed by themselves."""

from typing import Any, Self

from issues.querysets.held import free
from portal.lifecycle.rows import RowQuerySet


class IssueWordsQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Seen with the issue; by the participant not while an answer whose words are among them waits to leave."""
        issues = self.model._meta.get_field("issue").related_model
        rows = self.filter(issue__in=issues.objects.visible_to(user))
        return rows if user.is_staff else rows.filter(free("issue__"))


class StaffWordsQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Asked by the search alone."""
        return self.none()
