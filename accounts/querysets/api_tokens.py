"""Reads of API tokens."""

from datetime import datetime
from typing import Any, Self

from knox.models import AuthTokenManager

from portal.lifecycle.rows import RowQuerySet


class ApiTokenQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own only, whatever the role."""
        return self.filter(user=user.pk)

    def usable_at(self, now: datetime) -> Self:
        return self.filter(expiry__gt=now)


class ApiTokenManager(AuthTokenManager.from_queryset(ApiTokenQuerySet)):
    """Knox's manager, with our reads."""
