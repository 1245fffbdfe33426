"""Changing a service policy: conditions, targets by severity, and the rules of its clocks."""

from typing import Any, Final

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory

from issues.actions.policies import PolicyDraft
from issues.choices import Area, IssueState, Severity, TargetEvent, TargetKind
from issues.models import Category
from issues.rules.target_rules import MAY_REST_IN, RESETS, RESTS, STARTS, STOPS
from participants.choices import RoleKind
from participants.forms.base import ReasonField
from participants.models import MarketRole, Participant
from portal.calendars.choices import DueTime, StartDay, Unit
from portal.calendars.models import Calendar, ReminderPlan

TARGETS: Final = "targets"
UNKNOWN: Final = "No participant open to you has this reference, DUNS or name."
INCLUSIVE: Final = "day-counted"
UNITS: Final = (*Unit.choices, (INCLUSIVE, "days, first day counted"))
WORDS: Final = {STARTS: "Starts when", RESETS: "Begins anew when", STOPS: "Stops when", RESTS: "Rests while"}


class ParticipantField(forms.CharField):
    """One participant by its reference, DUNS or exact name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, required=False, **kwargs)
        self.rows = Participant.objects.none()

    def clean(self, value: Any) -> Participant | None:
        told = super().clean(value).strip()
        if not told:
            return None
        found = list(self.rows.filter(Q(ref=told.upper()) | Q(duns=told) | Q(name__iexact=told))[:2])
        if len(found) != 1:
            raise forms.ValidationError(UNKNOWN)
        return found[0]


class PolicyForm(forms.Form):
    """`code` is asked for a new policy only; `base` is the version that the change begins from."""

    name = forms.CharField(max_length=120)
    code = forms.SlugField(max_length=40, help_text="Short and fixed: lowercase letters, digits and hyphens.")
    order = forms.IntegerField(
        min_value=1, max_value=999, help_text="Policies are asked in this order; the first one that fits holds."
    )
    areas = forms.MultipleChoiceField(choices=Area.choices, required=False, widget=forms.CheckboxSelectMultiple)
    severities = forms.TypedMultipleChoiceField(
        choices=Severity.choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    category_codes = forms.MultipleChoiceField(
        required=False, label="Categories", widget=forms.SelectMultiple(attrs={"size": 6})
    )
    role_codes = forms.MultipleChoiceField(
        required=False, label="Market roles", widget=forms.SelectMultiple(attrs={"size": 6})
    )
    participant = ParticipantField(label="Participant", help_text="Reference, DUNS or name.")
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories = Category.objects.order_by("order", "code").values_list("code", "name")
        roles = MarketRole.objects.filter(kind__in=[RoleKind.REGISTRATION, RoleKind.PROFILE]).order_by("order", "code")
        named = roles.values_list("code", "name")
        self.fields["category_codes"].choices = [(code, f"{name} ({code})") for code, name in categories]
        self.fields["role_codes"].choices = [(code, f"{code} – {name}") for code, name in named]
        self.fields["participant"].rows = Participant.objects.visible_to(user)
        if not new:
            del self.fields["code"]

    @property
    def has_conditions(self) -> bool:
        """Whether the policy is narrowed at all."""
        names = ("areas", "severities", "category_codes", "role_codes", "participant")
        return any(self[name].value() for name in names)

    @staticmethod
    def values_of(draft: PolicyDraft, base: int) -> dict[str, Any]:
        participant = draft.conditions["participant"]
        told = {"participant": participant.ref if participant is not None else ""}
        return {"name": draft.name, "order": draft.order, "base": base} | dict(draft.conditions) | told


class TargetForm(forms.Form):
    """One target; an empty amount promises nothing."""

    severity = forms.TypedChoiceField(choices=Severity.choices, coerce=int, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=TargetKind.choices, widget=forms.HiddenInput)
    amount = forms.DecimalField(
        min_value=0, max_value=9999, decimal_places=2, required=False, widget=forms.NumberInput(attrs={"step": "any"})
    )
    unit = forms.ChoiceField(choices=UNITS)
    due_time = forms.ChoiceField(choices=DueTime.choices, label="Until")
    calendar = forms.ChoiceField(label="Counted by")
    plan = forms.ChoiceField(label="Who hears when", required=False)
    source = forms.CharField(max_length=300, required=False)
    verified = forms.BooleanField(required=False)

    def values(self) -> dict[str, Any] | None:
        data = dict(self.cleaned_data)
        if data["amount"] is None:
            return None
        counted = data["unit"] == INCLUSIVE
        data["start_day"] = StartDay.INCLUSIVE if counted else StartDay.EXCLUSIVE
        data["unit"] = Unit.DAY if counted else data["unit"]
        return data

    @property
    def label(self) -> str:
        return TargetKind(self["kind"].value()).label

    @staticmethod
    def values_of(target: dict[str, Any]) -> dict[str, Any]:
        counted = target["unit"] == Unit.DAY and target["start_day"] == StartDay.INCLUSIVE
        amount = target["amount"].normalize()
        return target | {"unit": INCLUSIVE if counted else target["unit"], "amount": f"{amount:f}"}


class BaseTargets(BaseFormSet):
    """A row for every severity and kind, whether or not something is promised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendars = list(Calendar.objects.values_list("code", "name"))
        self.plans = [("", "Nobody"), *ReminderPlan.objects.filter(active=True).values_list("code", "name")]

    def _construct_form(self, number: int, **kwargs: Any) -> TargetForm:
        form = super()._construct_form(number, **kwargs)
        form.fields["calendar"].choices = self.calendars
        form.fields["plan"].choices = self.plans
        return form

    def targets(self) -> list[dict[str, Any]]:
        return [values for form in self.forms if (values := form.values()) is not None]

    def by_severity(self) -> list[tuple[str, list[TargetForm]]]:
        """The rows under the name of their severity."""
        found: dict[str, list[TargetForm]] = {}
        for form in self.forms:
            found.setdefault(Severity(int(form["severity"].value())).label, []).append(form)
        return list(found.items())

    @staticmethod
    def values_of(targets: list[dict[str, Any]]) -> list[dict[str, Any]]:
        known = {(row["severity"], row["kind"]): TargetForm.values_of(row) for row in targets}
        usual = {"unit": Unit.DAY, "due_time": DueTime.SAME, "calendar": "ercot-business", "plan": ""}
        return [
            known.get((severity, kind), usual | {"severity": severity, "kind": kind})
            for severity in Severity.values
            for kind in TargetKind.values
        ]


ROWS: Final = len(Severity.values) * len(TargetKind.values)
TargetFormSet = formset_factory(
    TargetForm, formset=BaseTargets, extra=0, min_num=0, max_num=ROWS, absolute_max=ROWS, validate_max=True
)


class RulesForm(forms.Form):
    """For each kind of target: what starts, resets and stops its clock, and when it rests."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state, IssueState(state).label) for state in MAY_REST_IN]
        for kind in TargetKind:
            for word, label in WORDS.items():
                self.fields[_name(kind, word)] = forms.MultipleChoiceField(
                    choices=states if word == RESTS else TargetEvent.choices,
                    required=False,
                    label=label,
                    widget=forms.CheckboxSelectMultiple,
                )

    def rules(self) -> dict[str, dict[str, list[str]]]:
        data = self.cleaned_data
        return {kind: {word: data[_name(kind, word)] for word in WORDS} for kind in TargetKind.values}

    def by_kind(self) -> list[tuple[str, list[Any]]]:
        return [(kind.label, [self[_name(kind, word)] for word in WORDS]) for kind in TargetKind]

    @staticmethod
    def values_of(rules: Any) -> dict[str, Any]:
        return {_name(kind, word): rules.get(kind, {}).get(word, []) for kind in TargetKind.values for word in WORDS}


class NoteForm(forms.Form):
    note = ReasonField(label="What changed, and why")


class SwitchForm(forms.Form):
    reason = ReasonField()


def _name(kind: str, word: str) -> str:
    return f"{kind}-{word}"
