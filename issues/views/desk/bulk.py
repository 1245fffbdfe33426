"""Doing one thing to many issues: what will happen, then the run with its progress and what came of each issue."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views import View

from issues import permissions
from issues.actions.bulk import begin_bulk, undo_bulk
from issues.choices import BulkAct, BulkOutcome
from issues.forms.bulk import EFFECTS, FORMS
from issues.models import BulkRow, BulkRun, Issue
from issues.queue import Queue
from issues.rules.bulk import MOST, SPEAKS, UNDOABLE
from issues.rules.queue_filters import REF
from portal.lifecycle.refusals import Answer
from portal.web import keyset
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton, ActionFormView, Scoped, ScopedDetailView, ScopedListView

NAMED = 8


class BulkDoor(DeskDoor):
    capability = "issues.work"
    denial = "Only account managers and supervisors work on issues."


class BulkAddView(BulkDoor, ActionFormView):
    """Which issues, what for, and what will happen; nothing happens before it is sent."""

    template_name = "issues/bulk_form.html"

    def permission(self) -> Answer:
        return permissions.can_write_issues(self.request.user)

    @property
    def given(self) -> Any:
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @property
    def deed(self) -> str:
        wanted = self.given.get("act", "")
        return wanted if wanted in BulkAct.values else BulkAct.HAND_OVER

    @cached_property
    def issues(self) -> list[Issue]:
        """Those ticked, or all of the list they stand in; only what the person may see, a thousand at most."""
        queue = Queue.of_query(self.given.get("queue", "")[:2000], user=self.request.user, now=timezone.now())
        if self.given.get("all"):
            rows = queue.in_order.order_by(*queue.order)
            return list(rows.select_related("participant").only(*self._shown)[:MOST])
        refs = [ref for ref in self.given.getlist("issues")[:MOST] if REF.fullmatch(ref)]
        rows = Issue.objects.visible_to(self.request.user).filter(ref__in=refs)
        return list(rows.select_related("participant").only(*self._shown).order_by("-opened_at", "-id"))

    _shown = ("ref", "title", "state", "severity", "participant__ref", "participant__name")

    def get_form_class(self) -> Any:
        return FORMS[self.deed]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, data: dict[str, Any], **who: Any) -> BulkRun:
        return begin_bulk(issues=self.issues, act=self.deed, told=data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issues = self.issues
        workable = permissions.workable(self.request.user, issues)
        return super().get_context_data(
            act=self.deed,
            act_label=BulkAct(self.deed).label,
            effect=EFFECTS[self.deed],
            issues=issues,
            named=issues[:NAMED],
            unnamed=max(0, len(issues) - NAMED),
            companies=len({issue.participant_id for issue in issues}),
            over=sum(not issue.is_open for issue in issues),
            foreign=sum(issue.pk not in workable for issue in issues),
            speaks=self.deed in SPEAKS,
            all_of_list=bool(self.given.get("all")),
            queue_query=self.given.get("queue", "")[:2000],
            most=MOST,
            **kwargs,
        )


class ScopedBulk(Scoped):
    model = BulkRun

    def scope(self) -> QuerySet:
        return super().scope().select_related("undoes")


class BulkListView(BulkDoor, ScopedBulk, ScopedListView):
    template_name = "issues/bulk_list.html"
    orders = {"-started": ("-started_at", "-id")}


class BulkDetailView(BulkDoor, ScopedBulk, ScopedDetailView):
    template_name = "issues/bulk_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.object
        outcome = self.request.GET.get("outcome", "")
        rows = BulkRow.objects.visible_to(self.request.user).filter(run=run)
        rows = rows.filter(outcome=outcome) if outcome in BulkOutcome.values else rows
        return super().get_context_data(
            counts=counted(run),
            page=keyset.paginate(
                rows.select_related("issue__participant"), ("position",), named_by="position", **self._bounds()
            ),
            outcome=outcome,
            may_undo=may_undo(run),
            **kwargs,
        )

    def _bounds(self) -> dict[str, str]:
        given = {name: self.request.GET.get(name, "") for name in ("after", "before")}
        return {name: value for name, value in given.items() if value.isascii() and value.isdigit() and len(value) < 9}


class BulkProgressView(BulkDoor, ScopedBulk, View):
    """How far it got; asked for every two seconds. Once it is over the whole page is drawn anew."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        run = get_object_or_404(self.scope(), ref=ref)
        if run.finished_at is not None:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "issues/_bulk_progress.html", {"object": run, "counts": counted(run)})


class BulkUndoView(BulkDoor, ScopedBulk, ActionButton):
    success_message = "It is being taken back."

    def permission(self) -> Answer:
        return permissions.can_write_issues(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> BulkRun:
        return undo_bulk(run=self.object, **who)

    def get_success_url(self) -> str:
        return (getattr(self, "done", None) or self.object).get_absolute_url()


def counted(run: BulkRun) -> dict[str, int]:
    """How many rows have come to which end."""
    ends = {one.value: Count("pk", filter=Q(outcome=one)) for one in BulkOutcome}
    found = BulkRow.objects.filter(run=run).aggregate(**ends)
    return found | {"worked": found["done"] + found["refused"] + found["needs_mark"]}


def may_undo(run: BulkRun) -> bool:
    """Whether the page offers to take it back; asked again by the action."""
    over = run.finished_at is not None and run.undoes_id is None and run.act in UNDOABLE
    return over and not BulkRun.objects.filter(undoes=run).exists()
