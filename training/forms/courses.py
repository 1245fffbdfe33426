"""Forms about the catalog of courses: its filters, a course, its versions and files, and the advice by market role."""

from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from participants.choices import SourceTag
from participants.forms.base import ReasonField, today
from participants.forms.filters import bare
from participants.models import MarketRole
from portal.documents.forms import DocumentField
from portal.web.days import DayField
from training.actions.courses import FIELDS
from training.choices import Advice, CourseStatus, Format, MaterialAudience
from training.models import Course

LONGEST: Final = 20_000
STATUSES: Final = [(one.value, one.label) for one in CourseStatus if one != CourseStatus.HISTORIC]


class CourseFilter(forms.Form):
    """What the list can be narrowed by; all of it stands in the address."""

    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    role = forms.ModelChoiceField(
        MarketRole.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="Any role",
        widget=forms.Select(attrs=bare("Market role")),
    )
    format = forms.ChoiceField(
        choices=[("", "Any format"), *Format.choices], required=False, widget=forms.Select(attrs=bare("Format"))
    )
    status = forms.ChoiceField(
        choices=[("", "Any status"), *CourseStatus.choices], required=False, widget=forms.Select(attrs=bare("Status"))
    )

    def __init__(self, data: Any) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})


class CourseField(forms.ModelMultipleChoiceField):
    """Courses by their code, in the order of the catalog."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(Course.objects.all(), to_field_name="code", required=False, **kwargs)


class CourseForm(forms.Form):
    """All of a course. `course` is the one that is changed: it is no prerequisite of itself."""

    title = forms.CharField(max_length=200)
    description = forms.CharField(
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="What one learns."
    )
    formats = forms.MultipleChoiceField(choices=Format.choices, widget=forms.CheckboxSelectMultiple, label="Taught")
    length = forms.CharField(max_length=120, required=False, help_text="In words, for instance “2 days” or “8–4, 9–5”.")
    hours = forms.DecimalField(max_digits=5, decimal_places=2, required=False, help_text="The same as a number.")
    audience = forms.CharField(max_length=200, required=False, label="For", help_text="In the words of its source.")
    status = forms.ChoiceField(choices=STATUSES)
    prerequisites = CourseField(label="To be taken before")
    tested = forms.BooleanField(required=False, label="Ends with a test")
    passing_percent = forms.IntegerField(min_value=1, max_value=100, initial=70, label="Percent to pass")
    attempts = forms.IntegerField(
        min_value=1, max_value=99, required=False, label="Attempts allowed", help_text="Empty: no limit."
    )
    ceh = forms.DecimalField(max_digits=5, decimal_places=2, min_value=0, initial=0, label="Continuing-education hours")
    validity_months = forms.IntegerField(
        min_value=1, max_value=600, required=False, label="Certificate valid for months", help_text="Empty: for ever."
    )
    need_approval = forms.BooleanField(required=False, label="Each enrollment is approved first")
    source = forms.CharField(max_length=300, help_text="Where this is written.")
    tag = forms.ChoiceField(choices=SourceTag.choices, label="How sure")

    def __init__(self, *args: Any, course: Course | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if course is not None:
            prerequisites = self.fields["prerequisites"]
            prerequisites.queryset = prerequisites.queryset.exclude(pk=course.pk)
            if course.status == CourseStatus.HISTORIC:
                self.fields["status"].choices = CourseStatus.choices

    def clean_prerequisites(self) -> list[Course]:
        return list(self.cleaned_data["prerequisites"])

    @staticmethod
    def values_of(course: Course) -> dict[str, Any]:
        return {name: getattr(course, name) for name in FIELDS} | {
            "prerequisites": list(course.prerequisites.values_list("code", flat=True))
        }


class NewCourseForm(CourseForm):
    code = forms.CharField(max_length=30, help_text="Letters, digits and hyphens, for instance WMO-RT. It stays.")
    outline = forms.CharField(
        max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 6}), help_text="What it teaches."
    )
    field_order = ["code"]


class RetireForm(forms.Form):
    reason = ReasonField(help_text="Participants do not read it.")


class VersionForm(forms.Form):
    change = forms.CharField(
        max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), label="What is new", help_text="Everybody reads it."
    )
    outline = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 14}))
    effective_from = DayField(initial=today, label="In effect from")


class MaterialForm(forms.Form):
    file = DocumentField(classified=False)
    title = forms.CharField(max_length=160, required=False, help_text="Empty: the name of the file.")
    audience = forms.ChoiceField(choices=MaterialAudience.choices, label="For")


class AdviceForm(forms.Form):
    """One choice for each market role; the advice of the role above is inherited where nothing is chosen."""

    def __init__(self, *args: Any, roles: QuerySet[MarketRole], held: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        for role in roles:
            self.fields[role.code] = forms.ChoiceField(
                choices=[("", "–"), *Advice.choices],
                required=False,
                initial=held.get(role.code, ""),
                label=role.name,
            )

    def clean(self) -> dict[str, Any]:
        """Only the cells that differ."""
        data = super().clean()
        return {"cells": {code: data[code] for code in data if data[code] != self.held.get(code, "")}}
