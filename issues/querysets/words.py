"""Reads of the words that issues are searched by: through the issues, never listed by themselves."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class IssueWordsQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Seen with the issue."""
        issues = self.model._meta.get_field("issue").related_model
        return self.filter(issue__in=issues.objects.visible_to(user))


class StaffWordsQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Asked by the search alone."""
        return self.none()
