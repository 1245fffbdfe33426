"""Until when a line of the day may rest, and why."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms

from participants.forms.base import today
from portal.web.days import DayField

ON_DAY: Final = "day"
WHEN: Final = (("1", "Tomorrow"), ("7", "In a week"), ("30", "In 30 days"), (ON_DAY, "On a day"))


class SnoozeForm(forms.Form):
    reason = forms.CharField(max_length=300, label="Why it can rest", widget=forms.TextInput(attrs={"autofocus": True}))
    when = forms.ChoiceField(choices=WHEN, initial="7", label="Back", widget=forms.RadioSelect)
    until_on = DayField(label="Day", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        when = data.pop("when", "")
        if when == ON_DAY:
            if not data.get("until_on") and "until_on" not in self.errors:
                self.add_error("until_on", "Say on which day it comes back.")
        elif when:
            self.errors.pop("until_on", None)
            data["until_on"] = after(int(when))
        return data


def after(days: int) -> date:
    return today() + timedelta(days)
