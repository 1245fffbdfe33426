"""A learning plan: one form for all buttons of its page. What may be done, the actions say."""

from typing import Any, Final

from django import forms

from accounts.choices import Level
from accounts.learning_sources import sources
from accounts.models import LearningGoal, LearningPlan
from portal.web.days import DayField

BEGIN: Final = "begin"
ADD: Final = "add"
MOVE: Final = "move"
DONE: Final = "done"
REOPEN: Final = "reopen"
END: Final = "end"
OF_A_GOAL: Final = (MOVE, DONE, REOPEN)


class LearningForm(forms.Form):
    """`what` names a kind of step and its subject, as "sign_off:crr"."""

    then = forms.ChoiceField(choices=[(one, one) for one in (BEGIN, ADD, *OF_A_GOAL, END)])
    level = forms.ChoiceField(choices=Level, required=False)
    starts_on = DayField(required=False)
    goal = forms.ModelChoiceField(LearningGoal.objects.none(), to_field_name="ref", required=False)
    what = forms.CharField(required=False, max_length=100)
    title = forms.CharField(required=False, max_length=120)
    times = forms.IntegerField(required=False, min_value=1, max_value=100)
    target_on = DayField(required=False)
    words = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, plan: LearningPlan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        if plan is not None:
            self.fields["goal"].queryset = plan.goals.select_related("plan__person")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        then = data.get("then")
        if then not in (None, BEGIN) and self.plan is None:
            self.add_error(None, "There is no running plan.")
        if then in OF_A_GOAL and not data.get("goal") and "goal" not in self.errors:
            self.add_error(None, "Choose a step of the plan.")
        if then in (ADD, MOVE) and not data.get("target_on") and "target_on" not in self.errors:
            self.add_error(None, "Give the day by which it is to be learned.")
        return data


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kind of step with its subjects, for a list to choose from."""
    return [
        (
            one.label,
            [(f"{one.kind}:{code}", name) for code, name in (one.subjects() if one.subjects else [("", one.label)])],
        )
        for one in sources().values()
    ]
