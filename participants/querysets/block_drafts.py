"""Reads of drafts: each person's own."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class BlockDraftQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """A draft is its author's; nobody else reads what is not published."""
        return self.filter(author=user.pk) if user.is_staff else self.none()
