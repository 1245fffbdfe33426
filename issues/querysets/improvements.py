"""Reads of improvement items: the desk's, and those of one's own department; the issues behind them are the desk's."""

from typing import Any, Self

from django.db.models import Q

from issues.querysets.parts import StaffPartQuerySet
from issues.querysets.referrals import answering
from issues.rules.improvements import STILL_OPEN
from portal.lifecycle.rows import RowQuerySet


class ImprovementQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever works on issues reads all; a department its own; participants' users are told there are none."""
        if not user.is_staff:
            return self.none()
        if user.can("issues.view"):
            return self.all()
        code = answering(user)
        return self.of_department(code) if code else self.none()

    def of_department(self, code: str) -> Self:
        through = self.model.departments.through
        return self.filter(Q(pk__in=through.objects.filter(department__code=code).values("improvement")))

    def still_open(self) -> Self:
        return self.filter(state__in=STILL_OPEN)


class ImprovementPartQuerySet(RowQuerySet):
    """Seen by whoever sees the item."""

    def visible_to(self, user: Any) -> Self:
        items = self.model._meta.get_field("item").related_model
        return self.filter(item__in=items.objects.visible_to(user))


class ImprovementIssueQuerySet(StaffPartQuerySet):
    """Only where the reader may see the issue's participant; departments read none."""
