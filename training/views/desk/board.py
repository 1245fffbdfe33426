"""The training coordinator's board, and the certificates that end soon."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import TemplateView

from portal.web.doors import DeskDoor
from portal.web.views import ScopedListView
from training.board import context, ending
from training.models import Certificate


class CoordinatorBoardView(DeskDoor, TemplateView):
    capability = "training.view"
    template_name = "training/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**context(self.request.user, timezone.now()), **kwargs)


class CertificatesEndingView(DeskDoor, ScopedListView):
    """Within ninety days, the first to end standing first."""

    capability = "training.view"
    model = Certificate
    template_name = "training/coverage_ending.html"
    orders = {"expires_on": ("expires_on", "id"), "-expires_on": ("-expires_on", "-id")}

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    def scope(self) -> QuerySet[Certificate]:
        return ending(self.request.user, self.now).select_related("participant", "contact", "course")
