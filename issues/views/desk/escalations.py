"""Escalations by level, one escalation's own page, and the forms about it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from issues import permissions
from issues.actions import escalations as actions
from issues.forms.escalations import LEVELS, STATES, EndEscalationForm, EscalateForm, EscalationFilter, PlanForm
from issues.models import Escalation
from issues.referral_deadlines import ESCALATION, with_clocks
from issues.views.desk.referral_forms import IssuesForm, OfIssue
from participants.views.desk.teams import OfTeam
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedDetailView, ScopedListView

HISTORY = 50
OPEN_ORDER = {"opened": ("-opened_at", "-id")}
ENDED_ORDER = {"ended": ("-ended_at", "-id")}


def in_view(rows: QuerySet, view: str) -> QuerySet:
    narrowed = {"open": rows.still_open, "unplanned": rows.without_plan, "ended": rows.ended}
    return narrowed[view]()


class EscalationDoor(DeskDoor):
    capability = "issues.view"
    denial = "Your role does not read issues."


class EscalationListView(EscalationDoor, OfTeam, ScopedListView):
    model = Escalation
    template_name = "issues/escalation_list.html"
    filter_form = EscalationFilter

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.orders = ENDED_ORDER if request.GET.get("view") == "ended" else OPEN_ORDER
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.rows = in_view(rows, self.form.view_name)
        self.level = wanted.get("level", "")
        chosen = self.rows.filter(level=self.level) if self.level else self.rows
        return chosen.select_related("issue__owner", "participant", "opened_by", "referral__department")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with_clocks(kwargs["page"].rows, ESCALATION)
        levels = [(key, label, self._count(key)) for key, label in LEVELS.items()]
        return super().get_context_data(
            levels=levels, level=self.level, view=kwargs["form"].view_name, states=STATES.items(), **kwargs
        )

    def _count(self, level: str) -> str:
        return bounded_count(self.rows.filter(level=level) if level else self.rows)


class EscalationDetailView(EscalationDoor, ScopedDetailView):
    model = Escalation
    template_name = "issues/escalation_detail.html"

    def scope(self) -> QuerySet:
        people = ("opened_by", "ended_by", "follows", "referral__department")
        return super().scope().select_related("issue__owner", "issue__participant", "participant", *people)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        with_clocks([row], ESCALATION)
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)
        return super().get_context_data(
            participant=row.participant,
            events=[told(event) for event in events[:HISTORY]],
            may_manage=permissions.can_manage_escalation(self.request.user, row),
            **kwargs,
        )


class EscalateView(OfIssue):
    form_class = EscalateForm
    title = "Escalate"
    lead = "Exactly the people of the level hear of it: E1 department lead and senior account manager, E2 supervisors."
    submit_label = "Escalate"
    success_message = "Escalated to {done.level}."

    def permission(self) -> Answer:
        return permissions.can_escalate(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Escalation:
        return actions.escalate_issue(issue=self.object, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()


class OfEscalation(EscalationDoor, IssuesForm):
    model: Any = Escalation

    def scope(self) -> Any:
        return super().scope().select_related("issue__participant", "participant")

    def permission(self) -> Answer:
        return permissions.can_manage_escalation(self.request.user, self.object)

    def crumbs(self) -> list[tuple[str, str]]:
        row = self.object
        return [
            ("Escalations", reverse("issues:escalation-list")),
            (f"{row} of {row.issue.ref}", row.get_absolute_url()),
        ]

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class EscalationPlanView(OfEscalation):
    form_class = PlanForm
    title = "Resolution plan"
    lead = "What is done about {row.issue.ref}, by whom and by when. The target gets a deadline of its own."
    submit_label = "Keep the plan"
    success_message = "The plan is kept."

    def get_initial(self) -> dict[str, Any]:
        return {"plan": self.object.plan, "target_on": self.object.target_on}

    def act(self, data: dict[str, Any], **who: Any) -> Escalation:
        return actions.plan_escalation(escalation=self.object, **data, **who)


class EscalationEndView(OfEscalation):
    form_class = EndEscalationForm
    title = "End the escalation"
    lead = "With what came of it; or it stands on a lower level from now on."
    submit_label = "End escalation"
    success_message = "Ended."

    def act(self, data: dict[str, Any], **who: Any) -> Escalation:
        return actions.end_escalation(escalation=self.object, **data, **who)
