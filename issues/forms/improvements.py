"""Forms about improvement items."""

from typing import Any

from django import forms

from accounts.models import Department, User
from issues import figures
from issues.choices.improvements import ImprovementWord
from issues.models import Issue
from participants.forms.base import ReasonField
from portal.web.days import DayField


class OfItem(forms.Form):
    """`user` narrows what the choices offer."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.narrow()

    def narrow(self) -> None:
        """Limit relational fields; called once, after the fields exist."""


class ImprovementForm(OfItem):
    title = forms.CharField(max_length=160, label="What gets better")
    problem = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=8000, help_text="Departments read it: name no participant."
    )
    measure = forms.CharField(max_length=200, label="What is measured")
    unit = forms.CharField(max_length=30, help_text="%, days, cases …")
    baseline = forms.DecimalField(required=False, max_digits=12, decimal_places=2, label="Value today or before")
    baseline_on = DayField(required=False, label="Measured on")
    target = forms.DecimalField(required=False, max_digits=12, decimal_places=2)
    due_on = DayField(required=False, label="Reached by")
    owner = forms.ModelChoiceField(User.objects.none(), to_field_name="ref", required=False, empty_label="You")
    departments = forms.ModelMultipleChoiceField(
        Department.objects.none(), to_field_name="code", required=False, widget=forms.CheckboxSelectMultiple
    )
    shared_goal = forms.BooleanField(required=False, label="A goal that these departments share")

    def narrow(self) -> None:
        self.fields["owner"].queryset = owners()
        self.fields["departments"].queryset = Department.objects.filter(active=True, outside=False).order_by("name")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("owner") is None:
            data.pop("owner", None)
        return data


class ProposeForm(ImprovementForm):
    """With a figure that the portal counts, where there is one."""

    figure = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    topic = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def clean_figure(self) -> str:
        key = self.cleaned_data["figure"]
        if key and figures.get(key) is None:
            raise forms.ValidationError("The portal does not count this figure.")
        return key


class ImprovementNoteForm(OfItem):
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000, label="What there is to say")
    kind = forms.ChoiceField(choices=ImprovementWord.choices, label="It is")


class MeasurementForm(OfItem):
    value = forms.DecimalField(max_digits=12, decimal_places=2)
    on = DayField(required=False, label="On", help_text="Empty: today.")
    remark = forms.CharField(max_length=200, required=False)


class ImprovementLinkForm(OfItem):
    issue = forms.CharField(max_length=20, label="Issue", help_text="Its number, such as IS-2026-00042.")

    def clean_issue(self) -> Issue:
        ref = self.cleaned_data["issue"].strip().upper()
        found = Issue.objects.visible_to(self.user).select_related("participant").filter(ref=ref).first()
        if found is None:
            raise forms.ValidationError("There is no such issue among those you may see.")
        return found


class ImprovementReasonForm(OfItem):
    reason = ReasonField()


class CloseImprovementForm(ImprovementReasonForm):
    reason = ReasonField(label="What came of it")
    after = forms.DecimalField(
        required=False, max_digits=12, decimal_places=2, label="Value afterwards", help_text="Empty: the last measured."
    )


class ImprovementButtonForm(OfItem):
    """Nothing to fill in."""


def owners() -> Any:
    people = User.objects.who_can("issues.work") | User.objects.who_can("referrals.answer")
    return people.order_by("name", "id")
