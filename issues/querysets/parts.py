"""Reads of what hangs on an issue: seen with the issue, or by the staff alone."""

from typing import Any, Self

from issues.choices import Side
from participants.querysets.owned import OwnedQuerySet


class IssuePartQuerySet(OwnedQuerySet):
    """Seen by whoever sees the issue."""

    path = "issue"

    def visible_to(self, user: Any) -> Self:
        if user.is_staff and not user.can("issues.view"):
            return self.none()
        return super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        issue = self.model
        for step in self.path.split("__"):
            issue = issue._meta.get_field(step).related_model
        return super().owned_by(acting_for).filter(**{f"{self.path}__in": issue.objects.all().owned_by(acting_for)})


class CommentFileQuerySet(IssuePartQuerySet):
    path = "comment__issue"


class WatcherQuerySet(IssuePartQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        """Who of the operator's people follows along is the desk's own."""
        return super().owned_by(acting_for).filter(side=Side.PARTICIPANT)

    def watching(self) -> Self:
        return self.filter(left_at=None)


class StaffPartQuerySet(OwnedQuerySet):
    """The staff's own: participants are told there is nothing, and the database would say the same."""

    def visible_to(self, user: Any) -> Self:
        if not user.is_staff or not user.can("issues.view"):
            return self.none()
        return super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        return self.none()
