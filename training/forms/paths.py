"""Forms about learning paths: the path itself, and its courses as rows with a number each."""

from typing import Any, Final

from django import forms

from participants.models import MarketRole
from training.actions.paths import MOST_STEPS, Step
from training.models import Course, LearningPath

EMPTY_ROWS: Final = 3


class PathForm(forms.Form):
    title = forms.CharField(max_length=160)
    description = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    role = forms.ModelChoiceField(
        MarketRole.objects.all(), to_field_name="code", required=False, empty_label="No role in particular"
    )

    @staticmethod
    def values_of(path: LearningPath) -> dict[str, Any]:
        return {"title": path.title, "description": path.description, "role": path.role.code if path.role else ""}


class NewPathForm(PathForm):
    code = forms.CharField(max_length=30, help_text="Letters, digits and hyphens, for instance NEW-RETAILER. It stays.")
    field_order = ["code"]


class StepForm(forms.Form):
    position = forms.IntegerField(min_value=1, max_value=MOST_STEPS, label="Place")
    course = forms.ChoiceField(required=False)
    optional = forms.BooleanField(required=False)


class BaseStepFormSet(forms.BaseFormSet):
    """All courses are read once for all rows; a row without a course is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.courses = {course.code: course for course in Course.objects.all()}
        super().__init__(*args, **kwargs)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        choices = [(code, str(course)) for code, course in self.courses.items()]
        form.fields["course"].choices = [("", "No course"), *choices]
        if index is not None and not form.is_bound and "position" not in form.initial:
            form.fields["position"].initial = index + 1

    def steps(self) -> list[Step]:
        """In the order of their numbers; of equal numbers the upper row first."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("course")]
        rows.sort(key=lambda row: row["position"])
        return [(self.courses[row["course"]], row["optional"]) for row in rows]


StepFormSet = forms.formset_factory(
    StepForm, formset=BaseStepFormSet, extra=EMPTY_ROWS, max_num=MOST_STEPS, validate_max=True
)


def rows_of(path: LearningPath | None) -> list[dict[str, Any]]:
    steps = path.steps.select_related("course") if path else ()
    return [{"position": step.position, "course": step.course.code, "optional": step.optional} for step in steps]
