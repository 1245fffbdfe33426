"""Reads of learning plans: the person's own, the mentor's colleagues', and all for supervisors and auditors."""

from typing import Any, Self

from django.db.models import Q

from portal.lifecycle.rows import RowQuerySet
from portal.scoping.today import MarketToday

OVERSEE = ("staff.manage", "audit.view")


def _open_to(user: Any, path: str) -> Q | None:
    """The condition on the plan's person; None where all are open."""
    if any(user.can(one) for one in OVERSEE):
        return None
    today = MarketToday()
    mentored = Q(**{f"{path}mentors__mentor": user.pk, f"{path}mentors__starts_on__lte": today}) & (
        Q(**{f"{path}mentors__ends_on": None}) | Q(**{f"{path}mentors__ends_on__gte": today})
    )
    return Q(**{f"{path.removesuffix('__')}": user.pk}) | mentored


class LearningPlanQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        if not user.is_staff:
            return self.none()
        condition = _open_to(user, "person__")
        return self if condition is None else self.filter(pk__in=self.model.objects.filter(condition).values("pk"))

    def running(self) -> Self:
        return self.filter(ended_at=None)


class LearningGoalQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        plans = self.model._meta.get_field("plan").related_model.objects.visible_to(user)
        return self.filter(plan__in=plans)
