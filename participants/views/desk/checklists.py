"""A checklist's own page, and the preview of a plan while its day or flight is chosen."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from participants import permissions
from participants.checklist_pages import VIEWS, clocks_of, items_shown, sheet_of
from participants.checklist_plot import plot_of
from participants.forms.checklists import PlanForm
from participants.models import Checklist, ChecklistItem
from participants.planning import flights_ahead, plan_of
from participants.querysets.registrations import ENDED
from participants.version_lists import decisions_of, questions_of
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView

HISTORY = 30


class ChecklistPage(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = Checklist

    @cached_property
    def now(self) -> Any:
        return timezone.now()

    def scope(self) -> QuerySet[Checklist]:
        return super().scope().select_related("participant", "registration__role", "role", "flight")

    def items(self) -> list[ChecklistItem]:
        return list(items_shown(ChecklistItem.objects.filter(checklist=self.object)))


class ChecklistDetailView(ChecklistPage):
    """How far it is, who must act next, and each item with its days and the reasons for them."""

    template_name = "participants/checklist_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, market_day(self.now)
        items = self.items()
        ahead = flights_ahead(self.now)
        plan = plan_of(items, now=self.now, target_on=row.target_on, flight=row.flight, flights=ahead)
        sheet = sheet_of(row, items, plan, today=today, clocks=clocks_of(items))
        view = self.request.GET.get("view", "all")
        view = view if view in VIEWS else "all"
        flight = (row.flight.starts_on, row.flight.ends_on) if row.flight else None
        return super().get_context_data(
            participant=row.participant,
            registration=row.registration,
            sheet=sheet,
            plan=plan,
            some_ahead=bool(ahead),
            plot=plot_of(sheet.lines, today=today, target=plan.target, flight=flight),
            view=view,
            blocks=sheet.blocks(view),
            tabs=[(key, label, sheet.count(key)) for key, label in VIEWS.items()],
            version_questions=questions_of([row])[row.pk],
            ended=row.registration.status in ENDED,
            may_plan=permissions.can_plan(self.request.user, row),
            today=today,
            **kwargs,
        )


class ChecklistPastView(ChecklistPage):
    """What happened to the checklist, and which newer versions it follows; the page asks for it once it is shown."""

    template_name = "participants/_checklist_past.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, self.request.user
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)
        return super().get_context_data(
            events=[told(event) for event in events[:HISTORY]], version_decisions=decisions_of(row, user), **kwargs
        )


class PlanPreviewView(ChecklistPage):
    """What a day or a flight would mean for each item. Writes nothing."""

    template_name = "participants/_checklist_plan_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, market_day(self.now)
        form = PlanForm(self.request.GET, user=self.request.user, participant=row.participant, row=row)
        if not form.is_valid():
            errors = [error for found in form.errors.values() for error in found]
            return super().get_context_data(refusal=" ".join(errors), **kwargs)
        wanted, items = form.cleaned_data, self.items()
        ahead, chosen = flights_ahead(self.now), {"target_on": wanted["target_on"], "flight": wanted["flight"]}
        plan = plan_of(items, now=self.now, flights=ahead, **chosen)
        sheet = sheet_of(row, items, plan, today=today)
        past = wanted["target_on"] is not None and wanted["target_on"] < today
        return super().get_context_data(
            sheet=sheet,
            plan=plan,
            some_ahead=bool(ahead),
            flight=wanted["flight"],
            target_on=wanted["target_on"],
            past=past,
            lines=[line for line in sheet.lines if line.begin or line.no_flight],
            **kwargs,
        )
