"""Reads of what was done to many issues: one's own only."""

from typing import Any, Self

from issues.choices import BulkOutcome
from portal.lifecycle.rows import RowQuerySet


class BulkRunQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever started it; what came of each issue stands in the issue's history for everybody."""
        if not user.is_staff or not user.can("issues.view"):
            return self.none()
        return self.filter(by=user.pk)

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)


class BulkRowQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Rows of one's runs whose issue one may still see."""
        runs = self.model._meta.get_field("run").related_model
        issues = self.model._meta.get_field("issue").related_model
        return self.filter(run__in=runs.objects.visible_to(user), issue__in=issues.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(outcome=BulkOutcome.WAITING)
