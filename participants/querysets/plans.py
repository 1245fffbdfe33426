"""Reads of account plans: the staff's whole, the participant's shared part."""

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef

from participants.choices import OF_THE_COMPANY, AccessArea, PlanState, TaskState
from participants.querysets.owned import DeskQuerySet, OwnedQuerySet
from participants.rules.plan_moves import SHOWN, TOLD_TO_BOTH


class PlanInsideQuerySet(DeskQuerySet):
    """Remarks, proposals and what else of plans only the staff read."""


class _CompanyWide(OwnedQuerySet):
    """Plans concern the company: its agents, and a membership narrowed to registrations, read none."""

    area = AccessArea.PLAN

    def owned_by(self, acting_for: Any) -> Self:
        closed = acting_for.narrowed or acting_for.kind not in OF_THE_COMPANY
        return self.none() if closed else super().owned_by(acting_for)


class PlanQuerySet(_CompanyWide):
    def owned_by(self, acting_for: Any) -> Self:
        """Plans of which a version was sent for sign-off."""
        versions = self.model._meta.get_field("versions").related_model
        sent = versions.objects.filter(plan=OuterRef("pk"), state__in=SHOWN)
        return super().owned_by(acting_for).filter(Exists(sent))

    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class PlanVersionQuerySet(_CompanyWide):
    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(state__in=SHOWN)

    def agreed(self) -> Self:
        return self.filter(state=PlanState.AGREED)


class SharedStepQuerySet(_CompanyWide):
    """What happened between the two sides; also of a version that went back to being a draft."""

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(what__in=TOLD_TO_BOTH)


class PlanLineQuerySet(_CompanyWide):
    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(shared=True, version__state__in=SHOWN)


class PlanTaskQuerySet(PlanLineQuerySet):
    def under_way(self) -> Self:
        """Open tasks of what both sides agreed: those that are worked on."""
        return self.filter(state=TaskState.OPEN, version__state=PlanState.AGREED)


class DependencyQuerySet(_CompanyWide):
    def owned_by(self, acting_for: Any) -> Self:
        shown = {"task__version__state__in": SHOWN, "task__shared": True, "after__shared": True}
        return super().owned_by(acting_for).filter(**shown)


class ReviewQuerySet(_CompanyWide):
    """Review meetings; a participant's users see those of their company."""


class ReviewPointQuerySet(_CompanyWide):
    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(shared=True)
