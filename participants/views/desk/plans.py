"""Account plans at the desk: the list, a plan in one of its versions, and one task's own page."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import User
from participants import permissions
from participants.actions.plan_clocks import KIND
from participants.actions.plan_tasks import reckon
from participants.choices import PlanState, ProposalState
from participants.deadlines import give_clocks
from participants.follow_up_lists import mine_by_default
from participants.forms.plan_lines import TermForm
from participants.forms.plans import EVERYBODY, MINE, VIEWS, PlanFilter
from participants.models import AccountPlan, Participant, PlanProposal, PlanTask, PlanVersion
from participants.plan_lists import (
    participants_of_whom,
    plans_in_view,
    plans_of_whom,
    with_versions,
    without_plan,
)
from participants.plan_reading import Reading
from participants.proposals import label_of
from participants.rules.plan_days import TaskTerm
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.calendars.models import Calendar
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import Scoped, ScopedDetailView, ScopedListView

HISTORY = 100
REMARKS = 50
PENDING = (PlanState.DRAFT, PlanState.IN_REVIEW)


class PlanListView(DeskDoor, ScopedListView):
    """Plans by view; the last view lists participants without one."""

    capability = "participants.view"
    model = AccountPlan
    template_name = "participants/plan_list.html"
    orders = {"ends": ("ends_on", "id")}

    @cached_property
    def today(self) -> date:
        return market_day(timezone.now())

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split()).replace("\x00", "")

    def filters(self) -> PlanFilter:
        people = [(person.ref, person.name) for person in User.objects.who_manage().only("ref", "name")]
        default = MINE if mine_by_default(self.request.user) else EVERYBODY
        return PlanFilter(self.request.GET, people=people, default=default)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("view") == "none":
            self.model, self.orders = Participant, {"name": ("name", "id")}
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.whose = wanted.get("responsible") or EVERYBODY
        if self.form.view_name == "none":
            return self._participants()
        return plans_in_view(self._plans(), self.form.view_name, self.today).select_related("participant", "owner")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view, rows = kwargs["form"].view_name, kwargs["page"].rows
        if view != "none":
            with_versions(rows)
        return super().get_context_data(
            words=self.words,
            view=view,
            tabs=[(key, label, self._count(key, view, kwargs["page"])) for key, label in VIEWS.items()],
            whose=kwargs["form"]["responsible"].value(),
            editable=permissions.editable(self.request.user, [row.pk for row in rows]) if view == "none" else set(),
            today=self.today,
            **kwargs,
        )

    def _plans(self) -> QuerySet:
        rows = plans_of_whom(AccountPlan.objects.visible_to(self.request.user), self.whose, self.request.user)
        return rows.filter(participant__name__icontains=self.words) if self.words else rows

    def _participants(self) -> QuerySet:
        rows = without_plan(Participant.objects.visible_to(self.request.user), self.today)
        rows = participants_of_whom(rows, self.whose, self.request.user)
        return rows.filter(name__icontains=self.words) if self.words else rows

    def _count(self, key: str, view: str, page: Any) -> str:
        if key == view:
            return page.total
        return bounded_count(self._participants() if key == "none" else plans_in_view(self._plans(), key, self.today))


class VersionPage(DeskDoor, Scoped, TemplateView):
    """A plan in one version, and what the desk does about it."""

    capability = "participants.view"
    template_name = "participants/plan_detail.html"

    @cached_property
    def today(self) -> date:
        return market_day(timezone.now())

    @cached_property
    def version(self) -> PlanVersion:
        raise NotImplementedError(f"{type(self).__name__} must say which version of a plan it shows.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, user = self.version, self.request.user
        plan = version.plan
        may_write = permissions.can_write_plan(user, plan)
        versions = list(PlanVersion.objects.visible_to(user).filter(plan=plan).order_by("-number"))
        pending = next((one for one in versions if one.state in PENDING), None)
        draft = version.state == PlanState.DRAFT
        return super().get_context_data(
            plan=plan,
            object=version,
            version=version,
            participant=plan.participant,
            reading=Reading(version, user, self.today, inner=True),
            versions=versions,
            pending=pending,
            may_write=may_write,
            writable=bool(may_write) and draft,
            measurable=bool(may_write) and version.state == PlanState.AGREED,
            proposals=self._proposals(plan) if draft else [],
            remarks=list(plan.remarks.select_related("by").order_by("-at", "-id")[:REMARKS]),
            steps=list(version.steps.select_related("by").order_by("at", "id")),
            panels=panels.drawn("plan", self.request, version),
            today=self.today,
            **kwargs,
        )

    def _proposals(self, plan: AccountPlan) -> list[PlanProposal]:
        rows = PlanProposal.objects.visible_to(self.request.user).of(plan.participant)
        found = list(rows.filter(state=ProposalState.OPEN).order_by("source", "topic", "id"))
        for row in found:
            row.source_label = label_of(row.source)
        return found


class PlanDetailView(VersionPage):
    """The version that holds: what was agreed, else what is being written, else the last one."""

    model = AccountPlan

    @cached_property
    def version(self) -> PlanVersion:
        plan = get_object_or_404(self.scope().select_related("participant", "owner"), ref=self.kwargs["ref"])
        versions = list(plan.versions.order_by("-number"))
        agreed = [one for one in versions if one.state == PlanState.AGREED]
        pending = [one for one in versions if one.state in PENDING]
        version = (agreed or pending or versions)[0]
        version.plan = plan
        return version


class PlanVersionView(VersionPage):
    model = PlanVersion

    @cached_property
    def version(self) -> PlanVersion:
        rows = self.scope().select_related("plan__participant", "plan__owner")
        return get_object_or_404(rows, ref=self.kwargs["ref"])


class PlanTaskView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = PlanTask
    template_name = "participants/plan_task.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("version__plan__participant", "owner", "contact", "objective", "done_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task, user = self.object, self.request.user
        plan = task.version.plan
        give_clocks([task], KIND)
        before = list(task.after.order_by("due_on", "id"))
        events = AuditEvent.objects.concerning(task.participant_id).filter(object_ref=task.ref)
        return super().get_context_data(
            plan=plan,
            version=task.version,
            participant=plan.participant,
            before=before,
            waits=[one for one in before if one.is_open] if task.is_open else [],
            behind=list(task.before.order_by("due_on", "id")),
            because=_because(task),
            day_kind=Calendar.objects.filter(code=task.calendar).values_list("name", flat=True).first(),
            may_work=permissions.can_work_on_task(user, task),
            may_write=permissions.can_write_plan(user, plan),
            events=[told(event) for event in events[:HISTORY]],
            today=market_day(timezone.now()),
            **kwargs,
        )


class PlanTaskPreviewView(DeskDoor, TemplateView):
    """While a task's day is chosen: the day it becomes in that calendar, and why. Writes nothing."""

    capability = "participants.view"
    template_name = "participants/_plan_task_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = TermForm(self.request.GET)
        found, refusal = None, ""
        if form.is_valid():
            data = form.cleaned_data
            try:
                term = TaskTerm(data["due_on"], data["begins_on"], data["days"])
                found = reckon(data["calendar"], term)
            except Refused as refused:
                refusal = refused.reason
        else:
            refusal = " ".join(error for errors in form.errors.values() for error in errors)
        return super().get_context_data(due=found, refusal=refusal, **kwargs)


def _because(task: PlanTask) -> str:
    """Why it is that day, in words; nothing where the calendar as it is now says another."""
    try:
        found = reckon(task.calendar, TaskTerm.of(task))
    except Refused:
        return ""
    return found.because if found.day == task.due_on else ""
