"""Reads of service policies, the duty roster and grid events."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q
from django.db.models.functions import Now

from portal.lifecycle.rows import RowQuerySet


class DeskRowQuerySet(RowQuerySet):
    """Of the staff who work on issues; nothing of it is a participant's."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("issues.view") else self.none()


class VersionQuerySet(DeskRowQuerySet):
    def current(self) -> Self:
        return self.filter(current=True)


class ShiftQuerySet(DeskRowQuerySet):
    def at(self, instant: datetime) -> Self:
        """Who is on duty at an instant: one shift, or none."""
        return self.filter(starts_at__lte=instant, ends_at__gt=instant)

    def running(self) -> Self:
        """Who is on duty now, for conditions that take no instant."""
        return self.filter(starts_at__lte=Now(), ends_at__gt=Now())

    def not_over(self, instant: datetime) -> Self:
        return self.filter(ends_at__gt=instant)


class GridEventQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Published: both sides read it."""
        return self.all()

    def begun(self, instant: datetime) -> Self:
        return self.filter(starts_at__lte=instant)

    def in_force(self, instant: datetime) -> Self:
        return self.begun(instant).filter(Q(ends_at=None) | Q(ends_at__gt=instant))

    def not_over(self, instant: datetime) -> Self:
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=instant))

    def over(self, instant: datetime) -> Self:
        return self.filter(ends_at__lte=instant)


class GridPauseQuerySet(DeskRowQuerySet):
    def open(self) -> Self:
        return self.filter(until_at=None)
