"""Forms of reports: what a schedule is, a rule's number, which month is published."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import MarketFigures, ReportRule, User
from accounts.report_choices import Rhythm
from accounts.report_permissions import can_see_report
from portal.lifecycle.refusals import Refused
from portal.reporting import periods
from portal.reporting.registry import Report


class ScheduleForm(forms.Form):
    rhythm = forms.ChoiceField(
        label="How often",
        choices=Rhythm.choices,
        initial=Rhythm.MONTHLY,
        help_text="Drawn on the first Business Day after each week, month or quarter, for that which is over.",
    )
    recipients = forms.ModelMultipleChoiceField(
        label="For whom",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever may see this report. Each gets a message with a link to what that person may see of it,"
        " never the numbers.",
    )

    def __init__(self, *args: Any, user: User, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_staff=True, is_active=True).order_by("name", "id")
        able = [one.pk for one in people if can_see_report(one, report)]
        self.fields["recipients"].queryset = people.filter(pk__in=able)
        self.fields["recipients"].initial = [user.pk]


class RuleForm(forms.Form):
    """One row of the page."""

    rule = forms.ModelChoiceField(queryset=ReportRule.objects.all(), to_field_name="code")
    value = forms.IntegerField(min_value=0, max_value=1000)


class FiguresForm(forms.Form):
    """Publish a month, or withdraw one with the reason."""

    month = forms.CharField(max_length=7, required=False)
    figures = forms.ModelChoiceField(queryset=MarketFigures.objects.all(), to_field_name="ref", required=False)
    reason = forms.CharField(max_length=300, required=False)

    def clean_month(self) -> date | None:
        words = self.cleaned_data["month"]
        if not words:
            return None
        try:
            period = periods.read(words, today=date.max)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None
        if period.months != 1:
            raise forms.ValidationError("Only whole months are published.")
        return period.first
