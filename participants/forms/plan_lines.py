"""Forms about the lines of a plan's draft, one a kind, and about what becomes of agreed lines."""

from typing import Any, Final

from django import forms

from participants.choices import ContactRhythm, Degree, ObjectiveState, PlanSide, RiskState, StakeholderPart
from participants.forms.assignments import PersonField
from participants.forms.base import OfParticipantForm, ReasonField, today
from participants.models import Contact, PlanObjective, PlanTask
from participants.rules.plan_days import MOST_DAYS
from portal.calendars.models import Calendar
from portal.web.days import DayField

DAYS, ON_DAY = "days", "day"
WHEN: Final = [(ON_DAY, "On a day"), (DAYS, "So many days after a first day")]
SHARED: Final = "The participant reads it once the plan is sent for sign-off."


def long_text(label: str = "", rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        max_length=4000, required=False, label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class ContactField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Contact.objects.none(), to_field_name="ref", required=False, **kwargs)

    def label_from_instance(self, contact: Contact) -> str:
        return f"{contact.name}{f' – {contact.title}' if contact.title else ''}"

    def of(self, participant: Any, user: Any) -> None:
        rows = Contact.objects.visible_to(user).of(participant).active()
        self.queryset = rows.order_by("name", "id")


class LineForm(OfParticipantForm):
    """`row` is the version a line is added to, or the line that is changed."""

    title = forms.CharField(max_length=200)
    shared = forms.BooleanField(required=False, initial=True, label="Shared", help_text=SHARED)

    @classmethod
    def values_of(cls, line: Any) -> dict[str, Any]:
        values = {name: getattr(line, name) for name in cls.base_fields}
        return {name: getattr(value, "ref", value) for name, value in values.items()}


class ObjectiveForm(LineForm):
    why = long_text("Why")
    measure = forms.CharField(max_length=200, required=False, label="Measure", help_text="How one will know.")
    unit = forms.CharField(max_length=30, required=False)
    baseline = forms.DecimalField(max_digits=14, decimal_places=2, required=False, label="From")
    target = forms.DecimalField(max_digits=14, decimal_places=2, required=False, label="To")
    field_order = ["title", "why", "measure", "unit", "baseline", "target", "shared"]


class RiskForm(LineForm):
    likelihood = forms.TypedChoiceField(choices=Degree.choices, coerce=int, initial=Degree.MEDIUM)
    impact = forms.TypedChoiceField(choices=Degree.choices, coerce=int, initial=Degree.MEDIUM)
    answer = long_text("What is done about it")
    owner = PersonField(required=False, empty_label="Nobody in particular")
    state = forms.ChoiceField(choices=RiskState.choices, initial=RiskState.OPEN)
    field_order = ["title", "likelihood", "impact", "answer", "owner", "state", "shared"]


class StakeholderForm(LineForm):
    title = forms.CharField(max_length=200, label="Name", required=False, help_text="Empty: the contact's.")
    contact = ContactField(empty_label="Not among the contacts")
    part = forms.ChoiceField(choices=StakeholderPart.choices, initial=StakeholderPart.DECIDES, label="Part")
    cares_for = forms.CharField(max_length=200, required=False, label="Cares for")
    interest = forms.TypedChoiceField(choices=Degree.choices, coerce=int, initial=Degree.MEDIUM)
    side = forms.ChoiceField(
        choices=PlanSide.choices, initial=PlanSide.PARTICIPANT, required=False, label="Of which side"
    )
    rhythm = forms.ChoiceField(
        choices=[("", "As needed"), *ContactRhythm.choices], required=False, label="Spoken to", initial=""
    )
    step = forms.IntegerField(
        min_value=1,
        max_value=9,
        required=False,
        label="Step of the escalation ladder",
        help_text="What those of one step do not solve goes to those of the next. Empty: not on the ladder.",
    )
    field_order = ["contact", "title", "side", "part", "cares_for", "interest", "rhythm", "step", "shared"]

    def narrow(self) -> None:
        self.fields["contact"].of(self.participant, self.user)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["side"] = data.get("side") or PlanSide.PARTICIPANT
        if not data.get("title") and data.get("contact"):
            data["title"] = data["contact"].name
        if not data.get("title"):
            self.add_error("title", "Choose a contact, or give a name.")
        if data.get("contact") and data.get("side") == PlanSide.OPERATOR:
            self.add_error("side", "A contact is of the participant's side.")
        return data


class MilestoneForm(LineForm):
    on = DayField(label="Day", initial=today)
    field_order = ["title", "on", "shared"]


class TaskForm(LineForm):
    """When it is due is a day, or so many days of its calendar after a first one; only the chosen one counts."""

    detail = long_text("What exactly")
    side = forms.ChoiceField(
        choices=PlanSide.choices, initial=PlanSide.OPERATOR, label="Who does it", widget=forms.RadioSelect
    )
    owner = PersonField(required=False, empty_label="The plan's owner", label="Owner at the operator")
    contact = ContactField(empty_label="The company", label="Owner at the participant")
    objective = forms.ModelChoiceField(
        PlanObjective.objects.none(), to_field_name="ref", required=False, empty_label="None", label="For the objective"
    )
    calendar = forms.ChoiceField(label="Day kind", initial="ercot-business")
    when = forms.ChoiceField(choices=WHEN, initial=ON_DAY, label="Due", widget=forms.RadioSelect)
    due_on = DayField(label="Day", initial=today, required=False)
    begins_on = DayField(label="First day", initial=today, required=False, help_text="Not counted itself.")
    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, required=False, initial=10, label="Days after it")
    field_order = [
        "title", "detail", "side", "owner", "contact", "objective", "calendar", "when", "due_on", "begins_on", "days",
        "shared",
    ]  # fmt: skip

    def narrow(self) -> None:
        version = self.row.version if isinstance(self.row, PlanTask) else self.row
        self.fields["contact"].of(self.participant, self.user)
        self.fields["objective"].queryset = PlanObjective.objects.visible_to(self.user).filter(version=version)
        self.fields["calendar"].choices = calendars()
        self.fields["begins_on"].initial = version.plan.starts_on

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return data | term_of(self, data)

    @classmethod
    def values_of(cls, line: PlanTask) -> dict[str, Any]:
        names = [name for name in cls.base_fields if name != "when"]
        values = {name: getattr(line, name) for name in names}
        values = {name: getattr(value, "ref", value) for name, value in values.items()}
        return values | {"when": ON_DAY if line.days is None else DAYS}


class TermForm(forms.Form):
    """The preview's question: the same fields as the form of a task."""

    calendar = forms.ChoiceField()
    when = forms.ChoiceField(choices=WHEN)
    due_on = DayField(required=False)
    begins_on = DayField(required=False)
    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["calendar"].choices = calendars()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return data | term_of(self, data)


class PredecessorsForm(OfParticipantForm):
    after = forms.ModelMultipleChoiceField(
        PlanTask.objects.none(),
        to_field_name="ref",
        required=False,
        label="Comes after",
        widget=forms.CheckboxSelectMultiple,
        help_text="It can begin when these are done.",
    )

    def narrow(self) -> None:
        rows = PlanTask.objects.visible_to(self.user).filter(version=self.row.version).exclude(pk=self.row.pk)
        self.fields["after"].queryset = rows.order_by("due_on", "id")
        self.fields["after"].initial = list(self.row.after.values_list("ref", flat=True))


class FinishTaskForm(OfParticipantForm):
    outcome = long_text("What came of it")


class DropTaskForm(OfParticipantForm):
    reason = ReasonField()


class MeasureForm(OfParticipantForm):
    latest = forms.DecimalField(max_digits=14, decimal_places=2, required=False, label="Measured")
    latest_on = DayField(label="On", initial=today)
    state = forms.ChoiceField(choices=ObjectiveState.choices)

    def narrow(self) -> None:
        self.fields["state"].initial = self.row.state
        self.fields["latest"].label = self.row.measure or "Measured"
        self.fields["latest"].help_text = self.row.unit
        if not self.row.measure:
            del self.fields["latest"], self.fields["latest_on"]


class ReachForm(OfParticipantForm):
    reached_on = DayField(label="Reached on", initial=today, required=False, help_text="Empty: not reached after all.")


def calendars() -> list[tuple[str, str]]:
    """The calendars by whose days tasks are due, in the order of the catalog."""
    return list(Calendar.objects.order_by("order", "code").values_list("code", "name"))


def term_of(form: forms.Form, data: dict[str, Any]) -> dict[str, Any]:
    """What was chosen; whatever stands in the other fields, and any fault there, does not count."""
    chosen = {ON_DAY: ("due_on",), DAYS: ("begins_on", "days")}.get(data.pop("when", None), ())
    for name in ("due_on", "begins_on", "days"):
        if name not in chosen:
            data[name] = None
            form.errors.pop(name, None)
        elif data.get(name) is None and name not in form.errors:
            form.add_error(name, "This is needed.")
    return {name: data.get(name) for name in ("due_on", "begins_on", "days")}
