"""One enrollment at the desk, with everything that happened to it."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView
from training import permissions
from training.business_days import kept_for
from training.models import Enrollment, EnrollmentStep
from training.positions import position_of
from training.session_lists import described
from training.session_roster import NAMED


class EnrollmentDetailView(DeskDoor, ScopedDetailView):
    capability = "training.view"
    model = Enrollment
    template_name = "training/enrollment_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related(*NAMED, "session__course", "entered_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, row, now = self.request.user, self.object, timezone.now()
        described([row.session], now)
        steps = EnrollmentStep.objects.visible_to(user).filter(enrollment=row).select_related("by")
        return super().get_context_data(
            steps=list(steps.order_by("-at", "-id")),
            position=position_of(row),
            kept_for=kept_for(row.offer_until, now),
            may_act=permissions.can_withdraw(user, row),
            may_manage=permissions.can_manage_training(user),
            **kwargs,
        )
