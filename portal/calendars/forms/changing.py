"""The forms by which supervisors change a calendar: the week, its holidays, and why."""

import json
from datetime import date
from typing import Any, Final

from django import forms
from django.forms import BaseFormSet, formset_factory

from portal.calendars import drafts, weeks
from portal.calendars.drafts import LONGEST_NAME, LONGEST_NOTE, LONGEST_SOURCE, Draft, HolidayDraft, zones
from portal.calendars.week import DAY_NAMES, Hours
from portal.calendars.weeks import BadHours
from portal.lifecycle.refusals import Refused
from portal.web.days import DayField

HOURS_LENGTH: Final = 200
# Seven fields a row, and a request has at most a thousand.
MOST_ROWS: Final = 130
EMPTY_ROWS: Final = 3
COMMON_ZONES: Final = ("America/Chicago", "America/New_York", "America/Denver", "America/Los_Angeles", "UTC")


class HoursField(forms.CharField):
    """Opening hours of a day as text; empty means closed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=HOURS_LENGTH, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else weeks.to_text(value)

    def clean(self, value: Any) -> tuple[Hours, ...]:
        try:
            return weeks.from_text(super().clean(value))
        except BadHours as error:
            raise forms.ValidationError(str(error)) from error


class YearlyField(forms.CharField):
    """Names of days that somebody sets each year, with how many there are: "Christmas: 2"."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return ", ".join(f"{name}: {count}" for name, count in value.items())
        return value

    def clean(self, value: Any) -> dict[str, int]:
        found = {}
        for part in filter(None, (one.strip() for one in super().clean(value).split(","))):
            name, colon, count = part.rpartition(":")
            if not colon or not name.strip() or not (count.strip().isascii() and count.strip().isdigit()):
                raise forms.ValidationError("Give a name and how many days, as in “Christmas: 2”.")
            found[name.strip()] = int(count.strip()[:4])
        return found


def zone_choices() -> list[tuple[str, Any]]:
    others = sorted(name for name in zones() if "/" in name and name not in COMMON_ZONES)
    return [
        ("Common", [(name, name.replace("_", " ")) for name in COMMON_ZONES]),
        ("All", [(name, name.replace("_", " ")) for name in others]),
    ]


class CalendarForm(forms.Form):
    """Week, zone and what is set each year; `base` is the version the change is made from."""

    base = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (HoursField(label=name) for name in DAY_NAMES)
    zone = forms.ChoiceField(choices=zone_choices, label="Time zone")
    entered_yearly = YearlyField(
        required=False,
        max_length=300,
        label="Days set each year",
        help_text="Holidays whose days somebody names anew each year, and how many: “Christmas: 2”. "
        "A year in which they are missing warns.",
    )

    @classmethod
    def initial_of(cls, draft: Draft, base: int) -> dict[str, Any]:
        days = dict(zip(cls.weekdays(), draft.week, strict=True))
        return days | {"zone": draft.zone, "entered_yearly": dict(draft.entered_yearly), "base": base}

    @staticmethod
    def weekdays() -> list[str]:
        return [name.lower() for name in DAY_NAMES]

    def week_fields(self) -> list[Any]:
        return [self[name] for name in self.weekdays()]

    def draft(self, holidays: tuple[HolidayDraft, ...]) -> Draft:
        data = self.cleaned_data
        return Draft(data["zone"], [data[name] for name in self.weekdays()], holidays, data["entered_yearly"])


class HolidayForm(forms.Form):
    """One holiday: closed throughout, with shortened hours, or open all the same."""

    day = DayField(label="Date")
    name = forms.CharField(max_length=LONGEST_NAME)
    hours = HoursField(label="Short hours")
    open_anyway = forms.BooleanField(required=False, label="Open all the same")
    source = forms.CharField(max_length=LONGEST_SOURCE, required=False)
    verified = forms.BooleanField(required=False)

    @staticmethod
    def initial_of(holiday: HolidayDraft) -> dict[str, Any]:
        return {
            "day": holiday.day,
            "name": holiday.name,
            "hours": weeks.to_text(holiday.hours),
            "open_anyway": not holiday.counts,
            "source": holiday.source,
            "verified": holiday.verified,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("hours") and data.get("open_anyway"):
            self.add_error("hours", "Either shortened hours, or open all the same.")
        return data

    def holiday(self) -> HolidayDraft:
        data = self.cleaned_data
        return HolidayDraft(
            data["day"], data["name"], data["hours"], not data["open_anyway"], data["source"], data["verified"]
        )


class HolidayRows(BaseFormSet):
    """The holidays of the years that can be changed here; empty rows add some."""

    def add_fields(self, form: HolidayForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove"

    def holidays(self) -> tuple[HolidayDraft, ...]:
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return tuple(form.holiday() for form in kept)

    def by_year(self) -> list[tuple[int | None, list[HolidayForm]]]:
        """The rows under the year they began with; new ones (None) last."""
        years: dict[int | None, list[HolidayForm]] = {}
        for form in self.forms:
            day = form.initial.get("day")
            years.setdefault(day.year if isinstance(day, date) else None, []).append(form)
        return sorted(years.items(), key=lambda year: (year[0] is None, year[0]))


HolidayFormSet = formset_factory(
    HolidayForm,
    formset=HolidayRows,
    extra=EMPTY_ROWS,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)


class AddHolidayForm(forms.Form):
    """The quick way: one more day on which the calendar is closed."""

    base = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    day = DayField(label="Date")
    name = forms.CharField(max_length=LONGEST_NAME)
    source = forms.CharField(max_length=LONGEST_SOURCE, required=False, help_text="Who said so, and where.")
    verified = forms.BooleanField(required=False, label="Verified: I have seen the source")

    def holiday(self) -> HolidayDraft:
        data = self.cleaned_data
        return HolidayDraft(data["day"], data["name"], source=data["source"], verified=data["verified"])


class DraftField(forms.CharField):
    """A whole draft as plain data, on its way from the preview to its publication."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        return json.dumps(drafts.to_json(value)) if isinstance(value, Draft) else value

    def clean(self, value: Any) -> Draft:
        try:
            return drafts.from_json(json.loads(super().clean(value)))
        except (ValueError, RecursionError, Refused) as error:
            raise forms.ValidationError(drafts.UNREADABLE) from error


class PublishForm(forms.Form):
    """The previewed draft, as the preview handed it out, and why it is published."""

    draft = DraftField()
    base = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    note = forms.CharField(
        max_length=LONGEST_NOTE,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands in the history, and beside every date that moves.",
    )
