"""Forms about account plans, their versions and the proposals for them."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms

from participants.choices import PlanSide, ProposalKind
from participants.forms.assignments import PersonField
from participants.forms.base import OfParticipantForm, ReasonField, today
from participants.forms.filters import bare
from participants.models import AccountPlan, PlanTemplate, PlanVersion
from participants.plan_templates import templates_for
from portal.web.days import DayField

VIEWS: Final = {
    "current": "Under way",
    "draft": "Draft",
    "review": "Waiting for sign-off",
    "ends": "Ends soon",
    "none": "No plan",
}
MINE, EVERYBODY = "me", "all"
QUIET_DAYS: Final = 90


def next_year() -> date:
    """The last day of a year that begins today."""
    return today() + timedelta(days=364)


def in_a_while() -> date:
    return today() + timedelta(days=QUIET_DAYS)


class PlanForm(OfParticipantForm):
    title = forms.CharField(max_length=160)
    starts_on = DayField(label="From", initial=today)
    ends_on = DayField(label="Until", initial=next_year, help_text="The last day. A day belongs to one plan only.")
    owner = PersonField(required=False, empty_label="The account manager", help_text="Who keeps the plan.")

    def narrow(self) -> None:
        if self.row is not None and not isinstance(self.row, AccountPlan):
            self.fields["title"].initial = f"Account plan {today().year + (today().month > 9)}"


class ChangePlanForm(PlanForm):
    owner = PersonField()

    @staticmethod
    def values_of(plan: AccountPlan) -> dict[str, Any]:
        return {"title": plan.title, "starts_on": plan.starts_on, "ends_on": plan.ends_on, "owner": plan.owner.ref}


class WordsForm(OfParticipantForm):
    """What both sides read, and what stays inside."""

    summary = forms.CharField(
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In a few sentences, for both sides.",
    )
    assessment = forms.CharField(
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only the staff reads it: what the facts mean, what to watch.",
    )

    @staticmethod
    def values_of(version: PlanVersion, assessment: str) -> dict[str, Any]:
        return {"summary": version.summary, "assessment": assessment}


class ButtonForm(OfParticipantForm):
    """Nothing to fill in."""


class TemplateChoice(forms.ModelChoiceField):
    def label_from_instance(self, row: PlanTemplate) -> str:
        for_whom = f" – for {row.role.code}" if row.role is not None else ""
        counts = [f"{len(rows)} {kind if len(rows) > 1 else kind[:-1]}" for kind, rows in row.content.items() if rows]
        return f"{row.name}{for_whom}: {', '.join(counts)}{'' if row.verified else ' (a proposal)'}"


class TemplateForm(OfParticipantForm):
    template = TemplateChoice(
        PlanTemplate.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="Days count from the plan's first day. Lines whose title stands in the draft already are left out.",
    )

    def narrow(self) -> None:
        suiting = [one.pk for one in templates_for(self.participant, self.user, today())]
        rows = PlanTemplate.objects.filter(pk__in=suiting).select_related("role")
        self.fields["template"].queryset = rows.order_by("order", "code")


class RemarkForm(OfParticipantForm):
    text = forms.CharField(max_length=4000, label="Remark", widget=forms.Textarea(attrs={"rows": 4}))


class AcceptForm(OfParticipantForm):
    """A proposed task also gets a side and a day."""

    title = forms.CharField(max_length=200)
    side = forms.ChoiceField(choices=PlanSide.choices, initial=PlanSide.PARTICIPANT, label="Who does it")
    due_on = DayField(required=False, label="Due", help_text="Empty: twenty Business Days from today.")

    def narrow(self) -> None:
        self.fields["title"].initial = self.row.title
        if self.row.kind != ProposalKind.TASK:
            del self.fields["side"], self.fields["due_on"]


class RejectForm(OfParticipantForm):
    reason = ReasonField()
    quiet_until = DayField(label="Not again before", initial=in_a_while)


class PlanFilter(forms.Form):
    """What the list can be narrowed by. Whose: one's own by default for whoever has some, else everybody's."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    responsible = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Whose")))

    def __init__(self, data: Any, *, people: list[tuple[str, str]], default: str) -> None:
        given = {name: data.get(name, "") for name in self.base_fields}
        super().__init__(given | {"responsible": given["responsible"] or default})
        self.fields["responsible"].choices = [(MINE, "Mine"), (EVERYBODY, "Everybody's"), *people]

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))
