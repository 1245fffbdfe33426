"""Reads of scheduled, prepared and published reports."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from accounts.report_choices import RunState
from portal.lifecycle.rows import RowQuerySet


class ReportRuleQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff else self.none()

    def values_by_code(self) -> dict[str, int]:
        return dict(self.values_list("code", "value"))


class ReportScheduleQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever made it, whoever it is drawn for, and whoever oversees the staff."""
        if not user.is_staff:
            return self.none()
        if user.can("audit.view"):
            return self.all()
        mine = self.model.recipients.through.objects.filter(user=user.pk).values("reportschedule")
        return self.filter(Q(owner=user.pk) | Q(pk__in=mine))

    def running(self) -> Self:
        return self.filter(paused_at=None, ended_at=None)


class ReportRunQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own, and nobody else's."""
        return self.filter(person=user.pk) if user.is_staff else self.none()

    def waiting(self, now: datetime) -> Self:
        return self.filter(state=RunState.WAITING, try_at__lte=now)

    def expired_at(self, now: datetime) -> Self:
        return self.filter(state=RunState.READY, expires_at__lte=now)

    def told(self) -> Self:
        """Without what was counted."""
        return self.defer("content")


class MarketFiguresQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff all; participants what is published and not withdrawn."""
        if user.is_staff:
            return self.all()
        return self.published() if user.acting_for is not None else self.none()

    def published(self) -> Self:
        return self.filter(withdrawn_at=None)
