"""Who of the participants has still to attest who has access, and who has."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse

from participants.actions.access_reviews import KIND
from participants.deadlines import give_clocks
from participants.models import AccessReview
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedListView

VIEWS = {"open": "To be attested", "attested": "Attested"}
OPEN = {"due": ("due_on", "id")}
ATTESTED = {"attested": ("-attested_at", "-id")}


class AccessReviewListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = AccessReview
    template_name = "participants/access_review_list.html"

    @property
    def view(self) -> str:
        return "attested" if self.request.GET.get("view") == "attested" else "open"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = ATTESTED if self.view == "attested" else OPEN
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.every = rows
        counts = {"people": Count("lines"), "decided": Count("lines", filter=~Q(lines__decision=""))}
        return self._in(rows, self.view).annotate(**counts).select_related("participant", "attested_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["page"]
        give_clocks(page.rows, KIND)
        counts = {key: bounded_count(self._in(self.every, key)) for key in VIEWS if key != self.view}
        tabs = [(key, label, counts.get(key, page.total)) for key, label in VIEWS.items()]
        return super().get_context_data(tabs=tabs, view=self.view, **kwargs)

    def _in(self, rows: QuerySet, view: str) -> QuerySet:
        return rows.attested() if view == "attested" else rows.open()
