"""Forms about an issue itself: its facts, its owner, its end. Each field is a fact of `actions.details.FACTS`."""

from typing import Any, Final

from django import forms

from accounts.models import User
from issues.actions.details import FACTS
from issues.choices import Area, CauseCode, Impact, SettlementRun, Severity, Urgency
from issues.forms.guiding import GuidanceField, Guided
from issues.forms.speaking import OverrideField, TextField
from issues.models import Category, Issue
from issues.rules.severities import suggested
from participants.forms.base import OfParticipantForm, ReasonField, today
from participants.models import Registration, Resource
from portal.documents.forms import DocumentsField, MarkingField
from portal.web.days import DayField

# The structured fields that a category may ask for.
ASKED: Final = ("operating_day", "interval", "settlement_run", "statement_id", "resource", "esi_id")
TEXTS: Final = ("subcategory", "interval", "settlement_run", "statement_id", "esi_id", "impact", "urgency")


def grouped(categories: Any) -> list[Any]:
    """The categories under their areas, as choices by code."""
    areas: dict[str, list[tuple[str, str]]] = {}
    for row in categories:
        areas.setdefault(Area(row.area).label, []).append((row.code, row.name))
    return [("", "Choose what it is about"), *areas.items()]


class CategoryField(forms.ChoiceField):
    """A category in use, by its code; cleans to the row."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Category")
        super().__init__(**kwargs)
        self.rows: dict[str, Category] = {}

    def offer(self, rows: Any) -> None:
        self.rows = {row.code: row for row in rows}
        self.choices = grouped(self.rows.values())

    def clean(self, value: Any) -> Category | None:
        return self.rows.get(super().clean(value))


class FactsForm(OfParticipantForm):
    """What every issue may say of itself; the choices are the participant's own."""

    registration = forms.ModelChoiceField(
        Registration.objects.none(), to_field_name="ref", required=False, empty_label="The company as a whole"
    )
    subcategory = forms.CharField(max_length=80, required=False, label="More precisely")
    operating_day = DayField(required=False, label="Operating day")
    interval = forms.CharField(max_length=40, required=False, label="Interval or hour ending")
    settlement_run = forms.ChoiceField(choices=[("", "–"), *SettlementRun.choices], required=False, label="Settlement")
    statement_id = forms.CharField(max_length=60, required=False, label="Statement ID")
    resource = forms.ModelChoiceField(Resource.objects.none(), to_field_name="ref", required=False, empty_label="–")
    esi_id = forms.CharField(max_length=40, required=False, label="ESI ID")
    impact = forms.ChoiceField(choices=[("", "–"), *Impact.choices], required=False, label="How far it reaches")
    urgency = forms.ChoiceField(choices=[("", "–"), *Urgency.choices], required=False, label="How soon it hurts")

    def narrow(self) -> None:
        own = Registration.objects.visible_to(self.user).of(self.participant).select_related("role")
        self.fields["registration"].queryset = own.order_by("role__order", "short_name", "id")
        units = Resource.objects.visible_to(self.user).of(self.participant)
        self.fields["resource"].queryset = units.order_by("code", "id")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        impact, urgency = data.get("impact"), data.get("urgency")
        if bool(impact) != bool(urgency):
            missing = "urgency" if impact else "impact"
            self.add_error(missing, "Both together tell how severe it is; choose this one as well, or none.")
        return data

    def by_words(self) -> Severity | None:
        """The severity that impact and urgency point to."""
        impact, urgency = (self.cleaned_data.get(name) for name in ("impact", "urgency"))
        return suggested(impact, urgency) if impact and urgency else None


class DeskFactsForm(FactsForm):
    """At the desk the category and the severity are chosen freely."""

    title = forms.CharField(max_length=160, label="In a few words")
    category = CategoryField()
    severity = forms.TypedChoiceField(
        choices=[("", "As reach and time suggest"), *Severity.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Your choice holds. Without one, reach and time decide.",
    )
    subcategory = forms.ChoiceField(choices=[("", "–")], required=False, label="More precisely")
    field_order = ["title", "category", "subcategory", "registration", *ASKED, "impact", "urgency", "severity"]

    def narrow(self) -> None:
        super().narrow()
        rows = list(Category.objects.holding(today()))
        if self.row is not None and self.row.category not in rows:
            rows.append(self.row.category)
        self.fields["category"].offer(rows)
        under = [(row.name, [(one, one) for one in row.subcategories]) for row in rows if row.subcategories]
        self.fields["subcategory"].choices = [("", "–"), *under]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        category, chosen = data.get("category"), data.get("subcategory")
        if category and chosen and chosen not in category.subcategories:
            self.add_error("subcategory", f"“{category.name}” has no such subcategory.")
        if "severity" in data and data["severity"] is None:
            data["severity"] = self.by_words() or (self.row.severity if self.row else Severity.NORMAL)
        return data


class IssueChangeForm(DeskFactsForm):
    @staticmethod
    def values_of(issue: Issue) -> dict[str, Any]:
        plain = {name: getattr(issue, name) for name in FACTS if name not in ("registration", "resource")}
        rows = {name: row.ref if (row := getattr(issue, name)) else None for name in ("registration", "resource")}
        return plain | rows | {"title": issue.title, "category": issue.category.code}


class OwnerForm(OfParticipantForm):
    owner = forms.ModelChoiceField(
        User.objects.none(), to_field_name="ref", label="Who goes on with it", empty_label="Choose a colleague"
    )
    reason = ReasonField(required=False, help_text="Only the staff reads it.")

    def narrow(self) -> None:
        people = User.objects.who_can("issues.work")
        self.fields["owner"].queryset = people.exclude(pk=self.row.owner_id).order_by("name", "id")


class ResolveForm(Guided, OfParticipantForm):
    resolution = TextField(label="What came of it", help_text="The participant reads it as your answer.")
    marking = MarkingField()
    files = DocumentsField(required=False, label="Attach files")
    cause = forms.ChoiceField(choices=[("", "Choose what lay behind it"), *CauseCode.choices], label="Cause")
    override_reason = OverrideField()
    guidance = GuidanceField()
