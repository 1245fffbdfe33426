"""The queue of the reviewing departments, and the waivers that wait for a second person."""

from collections import defaultdict
from functools import cached_property
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from accounts.models import User
from participants.checklist_pages import TONES, clocks_of, department_names, listed, review_clocks_of
from participants.forms.reviews import ReviewFilter
from participants.models import ChecklistItem, Waiver
from participants.review_lists import (
    EVERYBODY,
    MINE,
    ORDERS,
    VIEWS,
    in_view,
    mine_by_default,
    of_whom,
    reviewed_items,
    waiting_waivers,
)
from participants.rules.checklist_moves import OPEN
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_counts
from portal.web.views import ScopedListView

DECIDES: Final = "requirements.waive"
WAIVERS: Final = "waivers"


class ReviewListView(DeskDoor, ScopedListView):
    """Evidence that waits for a department, the longest waiting first; what waits for other items stands apart."""

    capability = "participants.view"
    model = ChecklistItem
    template_name = "participants/review_list.html"

    @cached_property
    def today(self) -> Any:
        return market_day(timezone.now())

    @cached_property
    def departments(self) -> dict[str, str]:
        return department_names()

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split())

    def filters(self) -> ReviewFilter:
        default = MINE if mine_by_default(self.request.user) else EVERYBODY
        departments = sorted(self.departments.items(), key=lambda one: one[1])
        return ReviewFilter(self.request.GET, departments=departments, default=default)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = ORDERS.get(request.GET.get("view", ""), ORDERS["ready"])
        return super().get(request, *args, **kwargs)

    def scope(self) -> QuerySet[ChecklistItem]:
        return reviewed_items(self.request.user)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        rows = of_whom(rows, wanted.get("whose") or EVERYBODY, self.request.user)
        if self.words:
            named = Q(code__istartswith=self.words) | Q(participant__name__icontains=self.words)
            rows = rows.filter(named | Q(requirement__title__icontains=self.words))
        self.narrowed = rows
        rows = in_view(rows, self.form.view_name, self.today)
        return rows.select_related("participant", "requirement", "checklist__registration__role")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view, rows = kwargs["form"].view_name, kwargs["page"].rows
        self._furnish(rows, view)
        counts = self._counts(view, kwargs["page"])
        return super().get_context_data(
            words=self.words,
            view=view,
            tabs=[(key, label, counts[key]) for key, label in VIEWS.items()],
            whose=kwargs["form"]["whose"].value(),
            waivers=counts.get(WAIVERS, ""),
            today=self.today,
            **kwargs,
        )

    def _furnish(self, rows: list[ChecklistItem], view: str) -> None:
        """Each row with its clock, its departments in words, and the codes it waits for."""
        reviewed = view in ("ready", "blocked")
        clocks = review_clocks_of(rows) if reviewed else clocks_of(rows)
        still_open = _open_codes(rows) if view == "blocked" else {}
        for row in rows:
            row.clock = clocks.get(row.ref)
            row.tone = TONES[row.state]
            row.reviewed_by = listed(row.requirement.reviewers, self.departments)
            row.ahead = [code for code in row.waits_for if code in still_open.get(row.checklist_id, ())]

    def _counts(self, view: str, page: Any) -> dict[str, str]:
        """Of each tab, in one statement; that of the shown one is known."""
        user = self.request.user
        asked = {key: in_view(self.narrowed, key, self.today) for key in VIEWS if key != view}
        if user.can(DECIDES):
            asked[WAIVERS] = waiting_waivers(user)
        return bounded_counts(asked, beside=User.objects.filter(pk=user.pk)) | {view: page.total}


class WaiverListView(DeskDoor, ScopedListView):
    """Waivers to decide, the longest waiting first; one's own are for somebody else."""

    capability = DECIDES
    denial = "Only supervisors and senior account managers decide about waivers."
    model = Waiver
    template_name = "participants/waiver_list.html"
    orders = {"waiting": ("asked_at", "id")}

    def scope(self) -> QuerySet[Waiver]:
        rows = waiting_waivers(self.request.user)
        return rows.select_related(
            "asked_by", "participant", "item__requirement", "item__checklist__registration__role"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(views=VIEWS, waivers=kwargs["page"].total, me=self.request.user.pk, **kwargs)


def _open_codes(rows: list[ChecklistItem]) -> dict[int, set[str]]:
    """By checklist: the codes of its open items; one statement."""
    found: dict[int, set[str]] = defaultdict(set)
    wanted = ChecklistItem.objects.filter(checklist__in={row.checklist_id for row in rows}, state__in=OPEN)
    for checklist, code in wanted.values_list("checklist_id", "code"):
        found[checklist].add(code)
    return found
