"""Forms about a checklist: opening it, planning it back from a day or a test flight, comparing roles."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from participants.actions.checklists import reusable_items
from participants.checklists import asked_now
from participants.choices import RoleKind
from participants.forms.base import OfParticipantForm
from participants.models import ChecklistItem, MarketRole, TestFlight
from portal.web.days import DayField
from portal.web.words import short_day


class FlightField(forms.ModelChoiceField):
    """One of the flights that can still be applied for, with its days."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "No flight")
        kwargs.setdefault("label", "Test flight")
        super().__init__(TestFlight.objects.none(), to_field_name="code", required=False, **kwargs)

    def label_from_instance(self, flight: TestFlight) -> str:
        apply_by = short_day(timezone.localtime(flight.application_deadline))
        return f"{flight.code}: {short_day(flight.starts_on)} to {short_day(flight.ends_on)}, apply by {apply_by}"


class ReusedField(forms.MultipleChoiceField):
    """Items shown for other registrations of the company; all of them unless somebody takes a tick away."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, items: Iterable[ChecklistItem]) -> None:
        rows = list(items)
        self.choices = [(row.code, self._label(row)) for row in rows]
        self.initial = [row.code for row in rows]

    def _label(self, row: ChecklistItem) -> str:
        when = f"accepted {short_day(timezone.localtime(row.settled_at))}"
        until = f", counts until {short_day(row.evidence_expires_on)}" if row.evidence_expires_on else ""
        return f"{row.code} – {row.requirement.title} ({when} for {row.checklist.registration}{until})"


class PlanForm(OfParticipantForm):
    """Back from a day, a flight, both, or neither. The flight is there only where an item needs one."""

    target_on = DayField(label="All is wanted by", required=False, help_text="Empty: no day, or the flight decides.")
    flight = FlightField()

    def narrow(self) -> None:
        if not self.needs_flight():
            del self.fields["flight"]
            return
        field = self.fields["flight"]
        field.queryset = self.flights()
        if not field.queryset.exists():
            field.help_text = "No published flight can be applied for any more; a supervisor adds the next one."

    def needs_flight(self) -> bool:
        return self.row.items.exclude(requirement__flight="").exists()

    def flights(self) -> QuerySet[TestFlight]:
        """Those ahead, and the one it is planned for already."""
        ahead = TestFlight.objects.ahead(timezone.now())
        return TestFlight.objects.filter(Q(pk__in=ahead.values("pk")) | Q(pk=self.row.flight_id)).order_by("starts_on")

    def clean(self) -> dict[str, Any]:
        return {"flight": None} | super().clean()


class OpenChecklistForm(PlanForm):
    """The profile, the plan, and what counts already."""

    profile = forms.ModelChoiceField(
        MarketRole.objects.none(), to_field_name="code", required=False, help_text="A profile asks for more items."
    )
    reuse = ReusedField(
        required=False,
        label="Counts already",
        help_text="Accepted for another registration of this company. Take a tick away to ask anew.",
    )
    field_order = ["profile", "target_on", "flight", "reuse"]

    def narrow(self) -> None:
        role = self.row.role
        profiles = MarketRole.objects.filter(parent=role, kind=RoleKind.PROFILE)
        self.profiles = list(profiles)
        super().narrow()
        if self.profiles:
            self.fields["profile"].queryset = profiles
            self.fields["profile"].empty_label = role.name
        else:
            del self.fields["profile"]
        asked = asked_now(role).items.keys() | {code for one in self.profiles for code in asked_now(one).items}
        reusable = [row for row in reusable_items(self.row) if row.code in asked]
        if reusable:
            self.fields["reuse"].offer(reusable)
        else:
            del self.fields["reuse"]

    def flights(self) -> QuerySet[TestFlight]:
        return TestFlight.objects.ahead(timezone.now())

    def needs_flight(self) -> bool:
        return any(item.flight for role in (self.row.role, *self.profiles) for item in asked_now(role).items.values())

    def clean(self) -> dict[str, Any]:
        data = {"profile": None, "reuse": []} | super().clean()
        wanted = asked_now(data["profile"] or self.row.role).items
        return data | {"reuse": [code for code in data["reuse"] if code in wanted]}


class ComparisonForm(forms.Form):
    """Candidate roles, and the day by which the company wants to begin."""

    role = forms.ModelMultipleChoiceField(
        MarketRole.objects.none(),
        to_field_name="code",
        required=False,
        label="Roles",
        widget=forms.CheckboxSelectMultiple,
    )
    by = DayField(
        label="Wanted by", required=False, help_text="The first auction, operating day or flight; empty: no day."
    )

    def __init__(self, data: Any, *, roles: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["role"].queryset = MarketRole.objects.filter(code__in=roles)

    def wanted(self) -> dict[str, Any]:
        """What could be read of it; a day that is none counts as no day."""
        self.is_valid()
        return {"role": [], "by": None} | self.cleaned_data
