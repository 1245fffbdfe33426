"""Improvement items: the board that the desk and the departments share, one item's page, and its forms."""

from functools import cached_property
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.models import Department
from issues import figures, permissions
from issues.actions import improvement_moves as moves
from issues.actions import improvements as actions
from issues.choices.improvements import ImprovementState
from issues.forms import improvements as forms
from issues.improvement_plot import plot_of
from issues.models import Improvement, ImprovementIssue, Issue
from issues.rules import improvements as rules
from issues.views.desk.referral_forms import IssuesForm
from issues.views.desk.referrals import ReferralDoor
from portal.lifecycle.refusals import Allowed, Answer
from portal.scoping.today import market_day
from portal.web.views import ActionButton, ScopedDetailView, ScopedListView

COLUMNS: Final = (*rules.STILL_OPEN, ImprovementState.CLOSED)
MOST: Final = 200
# Each move: the state it leads to, the address it stands at, its icon.
WAYS: Final = {
    ImprovementState.ACCEPTED: ("accept", "check"),
    ImprovementState.UNDER_WAY: ("begin", "play"),
    ImprovementState.MEASURING: ("measuring", "ruler"),
    ImprovementState.CLOSED: ("close", "circle-check"),
    ImprovementState.DROPPED: ("drop", "circle-x"),
    ImprovementState.PROPOSED: ("again", "rotate-ccw"),
}


def way(before: str, after: str) -> tuple[str, str, str]:
    """Label, address and icon of a move."""
    name, icon = WAYS[ImprovementState(after)]
    if before == ImprovementState.MEASURING and after == ImprovementState.UNDER_WAY:
        name = "go-on"
    return rules.NAMES[(before, after)], f"issues:improvement-{name}", icon


class BoardView(ReferralDoor, ScopedListView):
    """What is proposed, accepted, under way and measured, and what was closed last."""

    model = Improvement
    template_name = "issues/improvement_board.html"
    orders = {"due": ("due_on", "id")}
    page_size = MOST

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if code := self.request.GET.get("department", "")[:20]:
            rows = rows.of_department(code)
        if self.request.GET.get("goals"):
            rows = rows.filter(shared_goal=True)
        rows = rows.exclude(state=ImprovementState.DROPPED) if not self.request.GET.get("dropped") else rows
        return rows.select_related("owner").prefetch_related("departments").annotate(cases=Count("linked"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = kwargs["page"].rows
        wanted = [*COLUMNS, ImprovementState.DROPPED] if self.request.GET.get("dropped") else COLUMNS
        for row in rows:
            row.way_made = rules.way_made(row.baseline, row.target, row.after)
        return super().get_context_data(
            columns=[(one.label, [row for row in rows if row.state == one]) for one in map(ImprovementState, wanted)],
            departments=Department.objects.filter(active=True, outside=False).order_by("name"),
            department=self.request.GET.get("department", ""),
            goals=self.request.GET.get("goals", ""),
            dropped=self.request.GET.get("dropped", ""),
            may_propose=permissions.can_propose_improvement(self.request.user),
            today=market_day(timezone.now()),
            **kwargs,
        )


class ImprovementDetailView(ReferralDoor, ScopedDetailView):
    model = Improvement
    template_name = "issues/improvement_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("owner", "proposed_by").prefetch_related("departments")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, user = self.object, self.request.user
        measured = list(item.measurements.select_related("by").order_by("on", "pk")[:200])
        may_edit = permissions.can_edit_improvement(user, item)
        after = item.after if item.after is not None else (measured[-1].value if len(measured) > 1 else None)
        figure = figures.get(item.figure) if item.figure else None
        seen = ImprovementIssue.objects.visible_to(user).filter(item=item)
        return super().get_context_data(
            measured=measured,
            plot=plot_of(measured, item.baseline, item.target),
            latest=after,
            reached=rules.reached(item.baseline, item.target, after),
            way_made=rules.way_made(item.baseline, item.target, after),
            figure=figure,
            notes=item.notes.select_related("author").order_by("-at", "-pk")[:100],
            steps=item.steps.select_related("by").order_by("-at", "-pk"),
            links=seen.select_related("issue", "participant") if user.can("issues.view") else [],
            cases=item.linked.count(),
            moves=self._moves(item, user, may_edit),
            may_edit=may_edit and item.is_open,
            may_note=permissions.can_note_improvement(user, item),
            may_link=permissions.can_propose_improvement(user) and item.is_open,
            note_form=forms.ImprovementNoteForm(user=user),
            measure_form=forms.MeasurementForm(user=user),
            link_form=forms.ImprovementLinkForm(user=user),
            **kwargs,
        )

    def _moves(self, item: Improvement, user: Any, may_edit: Answer) -> list[tuple[str, str, str]]:
        """Those the person may make, the one that leads on first."""
        able = [one for one in ImprovementState.values if one in rules.MOVES.after(item.state)]
        if not user.can("issues.oversee"):
            able = [one for one in able if one != ImprovementState.ACCEPTED and may_edit]
        return [way(item.state, one) for one in able]


class OfImprovement(ReferralDoor, IssuesForm):
    """About one item; ends on its page."""

    model: Any = Improvement
    form_class: Any = forms.ImprovementButtonForm

    def scope(self) -> QuerySet:
        return super().scope().select_related("owner")

    def crumbs(self) -> list[tuple[str, str]]:
        board = ("Improvements", reverse("issues:improvement-board"))
        return [board, (self.object.title, self.object.get_absolute_url())] if self.object else [board]

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs() | {"user": self.request.user}
        given.pop("row")
        return given

    def permission(self) -> Answer:
        return permissions.can_edit_improvement(self.request.user, self.object)


class ImprovementAddView(OfImprovement):
    """Empty, or from a figure that stands out (`?figure=&topic=`)."""

    form_class = forms.ProposeForm
    template_name = "issues/improvement_form.html"
    title = "Propose an improvement"
    lead = "A problem, how one measures it, and what is to be reached."
    submit_label = "Propose"
    success_message = "Proposed: {done.title}."

    def permission(self) -> Answer:
        return permissions.can_propose_improvement(self.request.user)

    @cached_property
    def now(self) -> Any:
        return timezone.now()

    def get_initial(self) -> dict[str, Any]:
        query = self.request.GET
        figure, topic = figures.get(query.get("figure", "")[:60]), query.get("topic", "")[:120]
        if figure is None or not topic:
            return {}
        name = next((one.name for one in figure.standing_out(self.now) if one.topic == topic), topic)
        value = figure.read(topic, self.now)
        day = market_day(self.now) if value is not None else None
        told = {"figure": figure.key, "topic": topic, "measure": f"{figure.label}: {name}"[:200], "unit": figure.unit}
        return told | {"baseline": value, "baseline_on": day, "title": f"Fewer: {name}"[:160]}

    def act(self, data: dict[str, Any], **who: Any) -> Improvement:
        return actions.propose_improvement(**data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = [] if self.request.GET else [(one, one.standing_out(self.now)) for one in figures.every()]
        return super().get_context_data(standing=[pair for pair in standing if pair[1]], **kwargs)


class ImprovementFromView(ImprovementAddView):
    """From an issue, which is linked at once; departments never see it."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model: Any = Issue
    lead = "It came up in {row.ref}, which is linked; departments read the problem, never the issue."

    def scope(self) -> QuerySet:
        return Issue.objects.visible_to(self.request.user).select_related("participant")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.object.ref, self.object.get_absolute_url())]

    def permission(self) -> Answer:
        return permissions.can_work_on_issue(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()

    def act(self, data: dict[str, Any], **who: Any) -> Improvement:
        return actions.propose_improvement(**data, issue=self.object, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"standing": []}


class ImprovementChangeView(OfImprovement):
    form_class = forms.ImprovementForm
    title = "Change: {row.title}"
    submit_label = "Save"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        names = ("title", "problem", "measure", "unit", "baseline", "baseline_on", "target", "due_on", "shared_goal")
        told = {name: getattr(self.object, name) for name in names}
        return told | {
            "owner": self.object.owner.ref,
            "departments": list(self.object.departments.values_list("code", flat=True)),
        }

    def act(self, data: dict[str, Any], **who: Any) -> Improvement:
        return actions.change_improvement(item=self.object, **data, **who)


class ImprovementNoteView(OfImprovement):
    form_class = forms.ImprovementNoteForm
    title = "Say something: {row.title}"
    submit_label = "Save"
    success_message = "Kept: {done}."

    def permission(self) -> Answer:
        return permissions.can_note_improvement(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return actions.note_improvement(item=self.object, **data, **who)


class ImprovementMeasureView(OfImprovement):
    form_class = forms.MeasurementForm
    title = "Measure: {row.measure}"
    submit_label = "Save value"
    success_message = "Measured: {done}."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return actions.measure_improvement(item=self.object, **data, **who)


class ImprovementCountView(ReferralDoor, ActionButton):
    """The portal counts it once more."""

    model = Improvement
    success_message = "Counted: {done}."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return actions.count_improvement(item=self.object, **who)


class ImprovementLinkView(OfImprovement):
    form_class = forms.ImprovementLinkForm
    title = "Link an issue: {row.title}"
    lead = "Departments learn how many there are, and nothing else of them."
    submit_label = "Link issue"
    success_message = "Linked."

    def permission(self) -> Answer:
        return permissions.can_propose_improvement(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return actions.link_issue(item=self.object, **data, **who)


class ImprovementUnlinkView(ReferralDoor, ActionButton):
    model = Improvement
    success_message = "Taken out."

    def permission(self) -> Answer:
        return permissions.can_propose_improvement(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        seen = ImprovementIssue.objects.visible_to(self.request.user).filter(item=self.object)
        link = get_object_or_404(seen.select_related("issue__participant"), ref=self.kwargs["link"])
        return actions.unlink_issue(item=self.object, issue=link.issue, **who)


class ImprovementMoveView(OfImprovement):
    """A move with a page of its own for its reason; each subclass names the action."""

    form_class = forms.ImprovementReasonForm
    success_message = "{done.title}: {done.state_in_words}."
    move: Any = None

    def act(self, data: dict[str, Any], **who: Any) -> Improvement:
        return type(self).move(item=self.object, **data, **who)


class ImprovementAcceptView(ImprovementMoveView):
    form_class = forms.ImprovementButtonForm
    title = submit_label = "Accept"
    lead = "{row.title}"
    move = staticmethod(moves.accept_improvement)

    def permission(self) -> Answer:
        return Allowed() if self.request.user.can("issues.oversee") else moves.NOT_SUPERVISOR


class ImprovementBeginView(ImprovementMoveView):
    form_class = forms.ImprovementButtonForm
    title = submit_label = "Begin"
    lead = "{row.title}. It needs a baseline and a target."
    move = staticmethod(moves.begin_improvement)


class ImprovementMeasuringView(ImprovementMoveView):
    form_class = forms.ImprovementButtonForm
    title = submit_label = "Measure the effect"
    lead = "{row.title}. What was changed is written down; what is measured from now on counts as afterwards."
    move = staticmethod(moves.measure_effect)


class ImprovementGoOnView(ImprovementMoveView):
    title = "Go on working: {row.title}"
    submit_label = "Go on working"
    move = staticmethod(moves.go_on_improving)


class ImprovementCloseView(ImprovementMoveView):
    form_class = forms.CloseImprovementForm
    title = "Close: {row.title}"
    submit_label = "Close"
    move = staticmethod(moves.close_improvement)


class ImprovementDropView(ImprovementMoveView):
    title = "Drop: {row.title}"
    submit_label = "Drop"
    danger = True
    move = staticmethod(moves.drop_improvement)


class ImprovementAgainView(ImprovementMoveView):
    title = "Propose again: {row.title}"
    submit_label = "Propose again"
    move = staticmethod(moves.propose_again)
