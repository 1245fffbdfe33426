"""Reads of shadowings: of the two people, who arranged it, supervisors and auditors."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from portal.lifecycle.rows import RowQuerySet


class ShadowingQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        if not user.is_staff:
            return self.none()
        if user.can("staff.manage") or user.can("audit.view"):
            return self
        return self.filter(Q(person=user.pk) | Q(host=user.pk) | Q(arranged_by=user.pk))

    def standing(self) -> Self:
        """Not ended early."""
        return self.filter(ended_at=None)

    def running(self, day: date) -> Self:
        """On the day, with both accounts open, and the pair of mentor and colleague still one where it needs that."""
        pair = Q(mentoring=None) | Q(mentoring__ends_on=None) | Q(mentoring__ends_on__gte=day)
        rows = self.standing().filter(starts_on__lte=day, ends_on__gte=day)
        return rows.filter(pair, person__is_active=True, host__is_active=True)


class ShadowingNoteQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        shadowings = self.model._meta.get_field("shadowing").related_model
        return self.filter(shadowing__in=shadowings.objects.visible_to(user))
