"""The quiz of a procedure as it is written, and as it is taken."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.forms import BaseFormSet, formset_factory

from training.actions.quizzes import Asked
from training.models import QuizQuestion
from training.rules.quizzes import MOST_CHOICES, MOST_QUESTIONS, PASS_PERCENT

RIGHT: Final = "*"
EMPTY_ROWS: Final = 2


class ChoicesField(forms.CharField):
    """One choice a line, the right ones with a star before them; cleans to the choices and the places of the right."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4})
        super().__init__(max_length=MOST_CHOICES * 310, widget=widget, label="Choices", **kwargs)

    def clean(self, value: Any) -> tuple[list[str], list[int]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip(f" \t{RIGHT}")]
        right = [place for place, line in enumerate(lines) if line.startswith(RIGHT)]
        return [line.lstrip(f"{RIGHT} ") for line in lines], right


def written(question: QuizQuestion) -> dict[str, str]:
    """A question as the form shows it."""
    lines = (f"{RIGHT} {one}" if place in question.right else one for place, one in enumerate(question.choices))
    return {"text": question.text, "choices": "\n".join(lines), "explanation": question.explanation}


class QuestionForm(forms.Form):
    text = forms.CharField(max_length=400, label="Question")
    choices = ChoicesField(
        help_text=f"One a line, at most {MOST_CHOICES}. Put a star before each right one: * like this"
    )
    explanation = forms.CharField(
        max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Shown with the result."
    )

    def asked(self) -> Asked:
        choices, right = self.cleaned_data["choices"]
        return Asked(self.cleaned_data["text"], choices, right, self.cleaned_data["explanation"])


class QuestionRows(BaseFormSet):
    """Empty rows are for further questions and say nothing."""

    def asked(self) -> list[Asked]:
        left = (form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE"))
        return [form.asked() for form in left]


QuestionFormSet = formset_factory(
    QuestionForm, QuestionRows, extra=EMPTY_ROWS, can_delete=True, max_num=MOST_QUESTIONS, validate_max=True
)


class QuizForm(forms.Form):
    """What holds for the quiz as a whole; `revision` says which state of the draft the page began with."""

    pass_percent = forms.IntegerField(min_value=1, max_value=100, initial=PASS_PERCENT, label="Percent needed to pass")
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AnswersForm(forms.Form):
    """A field for each question; several ticks where several choices are right."""

    def __init__(self, *args: Any, questions: Sequence[QuizQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            several = len(question.right) > 1
            kind = forms.TypedMultipleChoiceField if several else forms.TypedChoiceField
            self.fields[question.ref] = kind(
                choices=list(enumerate(question.choices)),
                coerce=int,
                widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
                label=question.text,
                help_text="Several are right." if several else "",
                error_messages={"required": "Choose an answer."},
            )

    def answers(self) -> dict[str, list[int]]:
        """Places of the ticked choices by question."""
        return {ref: value if isinstance(value, list) else [value] for ref, value in self.cleaned_data.items()}
