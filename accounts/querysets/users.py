"""Reads of people."""

from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager

from accounts.choices import Role
from portal.lifecycle.rows import RowQuerySet


class UserQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff see staff; others see themselves. Colleagues are read through memberships."""
        if user.is_staff:
            return self.filter(is_staff=True)
        return self.filter(pk=user.pk)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def staff(self) -> Self:
        return self.filter(is_staff=True)

    def who_manage(self) -> Self:
        """Active people who can be responsible for a participant."""
        return self.active().filter(role__in=[Role.ACCOUNT_MANAGER, Role.SUPERVISOR])

    def cards(self) -> Self:
        """Only what may be shown of a person to others; inside the wall nothing else can be read."""
        return self.only("id", "ref", "name", "email", "phone", "title")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Creating a person goes through the actions; this serves Django's own callers."""

    def get_by_natural_key(self, username: str) -> Any:
        return self.get(email=username.lower())
