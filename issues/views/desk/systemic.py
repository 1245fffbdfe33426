"""Systemic issues: the list, one cause's page with its issues and texts, how far a text has come, and the forms."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from issues import permissions
from issues.actions import systemic as actions
from issues.choices import DeliveryState
from issues.forms.escalations import CandidateFilter, CloseSystemicForm, JoinForm, SystemicForm, TellAllForm
from issues.models import SystemicDelivery, SystemicIssue, SystemicMember, SystemicUpdate
from issues.systemic_lists import candidates, open_members
from issues.views.desk.escalations import EscalationDoor
from issues.views.desk.referral_forms import IssuesForm
from portal.lifecycle.refusals import Answer
from portal.web.views import ActionButton, ScopedDetailView, ScopedListView

UPDATES = 20
MEMBERS = 500


class SystemicListView(EscalationDoor, ScopedListView):
    model = SystemicIssue
    template_name = "issues/systemic_list.html"
    orders = {"opened": ("-opened_at", "-id")}

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if self.request.GET.get("view") != "all":
            rows = rows.still_open()
        joined = Count("members", filter=Q(members__left_at=None))
        return rows.select_related("opened_by").annotate(joined=joined)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view = "all" if self.request.GET.get("view") == "all" else "open"
        return super().get_context_data(view=view, may_keep=permissions.can_keep_systemic(self.request.user), **kwargs)


class SystemicDetailView(EscalationDoor, ScopedDetailView):
    model = SystemicIssue
    template_name = "issues/systemic_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("opened_by", "closed_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, row = self.request.user, self.object
        members = SystemicMember.objects.visible_to(user).joined().filter(systemic=row)
        return super().get_context_data(
            members=list(members.select_related("issue__owner", "participant").order_by("joined_at", "id")[:MEMBERS]),
            **progress_of(row, user),
            may_keep=permissions.can_keep_systemic(user),
            **kwargs,
        )


class SystemicProgressView(EscalationDoor, ScopedDetailView):
    """How far the texts have come: asked again by the page until all are written."""

    model = SystemicIssue
    template_name = "issues/_systemic_updates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**progress_of(self.object, self.request.user), **kwargs)


def progress_of(row: SystemicIssue, user: Any) -> dict[str, Any]:
    updates = updates_of(row, user)
    return {"updates": updates, "working": any(update.waiting for update in updates)}


def updates_of(row: SystemicIssue, user: Any) -> list[SystemicUpdate]:
    """The latest texts with how many issues they reached, and the reasons of those they did not; two statements."""

    def counted(state: str) -> Count:
        return Count("deliveries", filter=Q(deliveries__state=state))

    rows = row.updates.select_related("author").annotate(
        total=Count("deliveries"),
        done=counted(DeliveryState.DONE),
        refused=counted(DeliveryState.REFUSED),
        unmarked=counted(DeliveryState.NEEDS_MARK),
        waiting=counted(DeliveryState.WAITING),
    )
    updates = list(rows.order_by("-at", "-id")[:UPDATES])
    for update in updates:
        update.refusals, update.written = [], update.total - update.waiting
    by_key = {update.pk: update for update in updates}
    wanted = [update.pk for update in updates if update.refused or update.unmarked]
    if wanted:
        unwritten = (DeliveryState.REFUSED, DeliveryState.NEEDS_MARK)
        refused = SystemicDelivery.objects.visible_to(user).filter(update__in=wanted, state__in=unwritten)
        for one in refused.select_related("issue"):
            by_key[one.update_id].refusals.append(one)
    return updates


class OfSystemic(EscalationDoor, IssuesForm):
    model: Any = SystemicIssue

    def permission(self) -> Answer:
        return permissions.can_keep_systemic(self.request.user)

    def crumbs(self) -> list[tuple[str, str]]:
        above = [("Systemic issues", reverse("issues:systemic-list"))]
        return [*above, (self.object.title, self.object.get_absolute_url())] if self.object is not None else above


class SystemicAddView(OfSystemic):
    form_class = SystemicForm
    title = "Open a systemic issue"
    lead = "One cause behind the issues of several participants, none of whom learns of the others."
    submit_label = "Open"
    success_message = "Opened: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> SystemicIssue:
        return actions.open_systemic(**data, **who)

    def get_success_url(self) -> str:
        return reverse("issues:systemic-join", args=[self.done.ref])


class SystemicChangeView(OfSystemic):
    form_class = SystemicForm
    title = "Change {row.title}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return SystemicForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> SystemicIssue:
        return actions.change_systemic(systemic=self.object, **data, **who)


class SystemicJoinView(OfSystemic):
    form_class = JoinForm
    template_name = "issues/systemic_join.html"
    title = "Join issues"
    lead = "Issues that come from the same cause."
    submit_label = "Join"
    success_message = "Joined."

    @cached_property
    def asked(self) -> CandidateFilter:
        return CandidateFilter(self.request.GET)

    @cached_property
    def suggested(self) -> list[Any]:
        wanted = self.asked.cleaned_data if self.asked.is_valid() else {}
        return candidates(self.request.user, self.object, wanted)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "suggested": self.suggested}

    def act(self, data: dict[str, Any], **who: Any) -> SystemicIssue:
        return actions.join_issues(systemic=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(filter=self.asked, suggested=self.suggested, **kwargs)


class SystemicLeaveView(EscalationDoor, ActionButton):
    """Beside an issue."""

    model = SystemicIssue

    def permission(self) -> Answer:
        return permissions.can_keep_systemic(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        rows = SystemicMember.objects.visible_to(self.request.user).filter(systemic=self.object)
        rows = rows.select_related("systemic")
        return actions.take_out(member=get_object_or_404(rows, ref=self.kwargs["member"]), **who)


class SystemicTellView(OfSystemic):
    form_class = TellAllForm
    title = "Write to all"
    lead = "One text becomes an answer in each open issue, in the background."
    submit_label = "Write to all"
    success_message = "It is being written."

    def act(self, data: dict[str, Any], **who: Any) -> SystemicIssue:
        return actions.tell_all(systemic=self.object, **data, **who)


class SystemicCloseView(OfSystemic):
    form_class = CloseSystemicForm
    title = "Close {row.title}"
    lead = "The cause is mended. Choose which of its issues are resolved with one text; the others stay open."
    submit_label = "Close"
    success_message = "Closed."

    def get_form_kwargs(self) -> dict[str, Any]:
        members = open_members(self.request.user, self.object)
        return super().get_form_kwargs() | {"user": self.request.user, "members": members}

    def act(self, data: dict[str, Any], **who: Any) -> SystemicIssue:
        return actions.close_systemic(systemic=self.object, **data, **who)
