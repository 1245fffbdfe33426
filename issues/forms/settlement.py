"""Forms about the settlement calendar, the rules of disputes and MarkeTrak."""

from typing import Any

from django import forms

from issues.choices import RuleKind, RuleUnit, SettlementRun
from issues.models import DisputeRule
from participants.choices import SourceTag
from participants.forms.filters import bare
from portal.web.days import DayField
from training.forms.csv_files import CsvFileForm

RUNS = [("", "All runs"), *SettlementRun.choices]


class SettlementImportForm(CsvFileForm):
    most_bytes = 2_000_000
    too_large = "A settlement calendar has at most 2 MB; import it in parts."
    file = forms.FileField(
        required=False,
        label="CSV or XML file",
        widget=forms.FileInput(attrs={"accept": ".csv,.xml,text/csv,text/xml"}),
        max_length=200,
    )
    file_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if file := data.get("file"):
            data["file_name"] = file.name
        return data


class ReportForm(SettlementImportForm):
    too_large = "A MarkeTrak report has at most 2 MB; import it in parts."
    file = forms.FileField(
        required=False, label="CSV file", widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}), max_length=200
    )


class SettlementFilter(forms.Form):
    run = forms.ChoiceField(choices=RUNS, required=False, widget=forms.Select(attrs=bare("Which runs")))
    day = DayField(required=False, widget=forms.DateInput(attrs=bare("Operating day") | {"type": "date"}))


class WindowForm(forms.Form):
    """The run and the day that a question is about."""

    settlement_run = forms.ChoiceField(choices=[("", "Choose"), *SettlementRun.choices], label="Settlement run")
    operating_day = DayField(label="Operating day")


class RuleForm(forms.Form):
    """What may be corrected in a rule; an exception has days of its own."""

    text = forms.CharField(max_length=400, label="Rule", widget=forms.Textarea(attrs={"rows": 3}))
    amount = forms.IntegerField(required=False, min_value=-400, max_value=400, help_text="Negative: counted back")
    unit = forms.ChoiceField(choices=RuleUnit.choices)
    rolls = forms.BooleanField(required=False, label="A closed day becomes the next Business Day")
    until_close = forms.BooleanField(required=False, label="Until the close of business")
    source = forms.CharField(max_length=300)
    tag = forms.ChoiceField(choices=SourceTag.choices, label="How sure")

    @classmethod
    def values_of(cls, row: DisputeRule) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}


class ExceptionForm(forms.Form):
    name = forms.CharField(max_length=160, label="What happened")
    first_day = DayField(label="First operating day")
    last_day = DayField(label="Last operating day")
    runs = forms.MultipleChoiceField(
        choices=SettlementRun.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Settlement runs",
        help_text="None: all of them",
    )
    amount = forms.IntegerField(required=False, min_value=1, max_value=60, label="Months from the issue")
    until_on = DayField(required=False, label="Or until a day")
    text = forms.CharField(max_length=400, required=False, label="Rule", widget=forms.Textarea(attrs={"rows": 2}))
    source = forms.CharField(max_length=300, help_text="The order or notice that says so")
    tag = forms.ChoiceField(choices=SourceTag.choices, initial=SourceTag.VERIFIED, label="How sure")

    @classmethod
    def values_of(cls, row: DisputeRule) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}


class ExceptionAddForm(ExceptionForm):
    code = forms.SlugField(max_length=20, label="Code", help_text="DISP-EXC- is put before it, such as 2026-02")
    field_order = ["code"]


class BenchmarkForm(forms.Form):
    benchmark_days = forms.IntegerField(
        required=False, min_value=0, max_value=730, label="Benchmark in days", help_text="Empty: no benchmark"
    )
    source = forms.CharField(max_length=300)
    tag = forms.ChoiceField(choices=SourceTag.choices, label="How sure")


class RootCauseForm(forms.Form):
    text = forms.CharField(
        max_length=20_000,
        label="Root cause",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only the staff reads it.",
    )


def form_of(rule: DisputeRule) -> type[forms.Form]:
    return ExceptionForm if rule.kind == RuleKind.EXCEPTION else RuleForm
