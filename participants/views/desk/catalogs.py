"""The catalogs at the desk: one tab each; test flights are added and corrected here."""

from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import Department
from participants import permissions
from participants.actions import flights as actions
from participants.choices import LeadUnit
from participants.forms.flights import FlightDatesForm, FlightForm
from participants.models import ChangeProcedure, Form, LeadTime, ObligationType, PlanTemplate, TestFlight
from participants.rules.flights import next_flight
from portal.calendars.models import Calendar
from portal.documents.models import ProtectionClass
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, Scoped

TABS: Final = {
    "forms": "Forms",
    "lead-times": "Lead times",
    "obligations": "Obligations",
    "changes": "Change procedures",
    "flights": "Test flights",
    "plan-templates": "Plan templates",
    "health": "Relationship health",
    "protection": "Protected information",
}


class CatalogPage(DeskDoor, Scoped, TemplateView):
    """One catalog; the other tabs lead to the others."""

    tab = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(self.scope())
        return super().get_context_data(
            tab=self.tab,
            tabs=[(key, label, reverse(f"participants:catalog-{key}")) for key, label in TABS.items()],
            rows=rows,
            unverified=sum(not row.verified for row in rows),
            **kwargs,
        )


class FormsView(CatalogPage):
    model = Form
    tab = "forms"
    template_name = "participants/catalogs/forms.html"


class LeadTimesView(CatalogPage):
    model = LeadTime
    tab = "lead-times"
    template_name = "participants/catalogs/lead_times.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = {calendar.code: calendar.get_day_kind_display() for calendar in Calendar.objects.all()}
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.amount_in_words = amount_in_words(row.amount, row.unit, kinds.get(row.calendar, ""))
        return context


class ObligationsView(CatalogPage):
    model = ObligationType
    tab = "obligations"
    template_name = "participants/catalogs/obligations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = dict(Department.objects.values_list("code", "name"))
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.reviewer_names = [names.get(code, code) for code in row.reviewers]
        return context


class ChangeProceduresView(CatalogPage):
    model = ChangeProcedure
    tab = "changes"
    template_name = "participants/catalogs/change_procedures.html"


class ProtectionView(CatalogPage):
    model = ProtectionClass
    tab = "protection"
    template_name = "participants/catalogs/protection.html"


class PlanTemplatesView(CatalogPage):
    """What plans begin with, in the order of their lists."""

    model = PlanTemplate
    tab = "plan-templates"
    template_name = "participants/catalogs/plan_templates.html"

    def scope(self) -> QuerySet[PlanTemplate]:
        return super().scope().select_related("role")


class FlightsView(CatalogPage):
    """The latest flight first; says which one can still be applied for, or that none is published."""

    model = TestFlight
    tab = "flights"
    template_name = "participants/catalogs/test_flights.html"

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        ahead = next_flight(context["rows"], self.now)
        return context | {"ahead": ahead, "now": self.now, "may_edit": permissions.can_edit_catalog(self.request.user)}


def amount_in_words(amount: int, unit: str, day_kind: str) -> str:
    """For instance 10 Business Days, 1 calendar day or 6 months."""
    word = day_kind if unit == LeadUnit.DAY and day_kind else unit
    word = word if word.endswith("Day") else word.lower()
    return f"{amount} {word}{'' if amount == 1 else 's'}"


class FlightFormView(DeskDoor, ActionFormView):
    """A form about a flight; ends at the list of flights."""

    template_name = "participants/catalogs/flight_form.html"
    title = ""
    lead = "The dates are those of testing, not of a go-live."
    submit_label = "Save"

    def permission(self) -> Answer:
        return permissions.can_edit_catalog(self.request.user)

    def get_success_url(self) -> str:
        return reverse("participants:catalog-flights")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"title": self.title.format(row=self.object), "lead": self.lead, "submit_label": self.submit_label}
        return super().get_context_data(back=self.get_success_url(), **page | kwargs)


class FlightAddView(FlightFormView):
    form_class = FlightForm
    title = "Add a test flight"
    submit_label = "Add flight"
    success_message = "{done} was added."

    def act(self, data: dict[str, Any], **who: Any) -> TestFlight:
        return actions.add_flight(**data, **who)


class FlightChangeView(FlightFormView):
    model = TestFlight
    form_class = FlightDatesForm
    title = "Change flight {row.code}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return FlightDatesForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> TestFlight:
        return actions.change_flight(flight=self.object, **data, **who)
