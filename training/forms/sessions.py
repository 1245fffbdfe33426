"""Planning a session: what, where, for whom, and the days on which it meets, by the clock of its own zone."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory

from accounts.forms.choices import time_zones
from accounts.models import User
from participants.choices import RoleKind
from participants.models import MarketRole
from portal.web.days import DayField
from training.choices import Format
from training.models import Course, CourseSession, SessionDay
from training.rules.session_times import NotOnTheClock, instant_of, last_day, local_day

MOST_DAYS: Final = 60
EMPTY_ROWS: Final = 3
LONGEST: Final = 4000
Days = list[tuple[datetime, datetime]]


class TimeField(forms.TimeField):
    """The browser's own time field, to the minute."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean(self, value: Any) -> time | None:
        found = super().clean(value)
        return found.replace(second=0, microsecond=0) if found else found


class CourseField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Course.objects.none(), to_field_name="code", empty_label="Choose a course", **kwargs)

    def label_from_instance(self, course: Course) -> str:
        return f"{course.code} – {course.title}"


class InstructorsField(forms.CharField):
    """Names, one a line; a colleague's name or e-mail address is that colleague."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> list[User | str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        wanted = list(dict.fromkeys(filter(None, lines)))
        if any(len(name) > 120 for name in wanted):
            raise forms.ValidationError("A name has at most 120 characters.")
        named = Q(name__in=wanted) | Q(email__in=[one.lower() for one in wanted])
        colleagues = list(User.objects.active().staff().filter(named))
        known = {one.name: one for one in colleagues} | {one.email: one for one in colleagues}
        return [known.get(name) or known.get(name.lower()) or name for name in wanted]


class SessionForm(forms.Form):
    """All but the days; `closes_on` and `closes_at` are by the clock of the session's zone, as they are."""

    course = CourseField()
    title = forms.CharField(max_length=200, required=False, help_text="Empty: the course's own title.")
    format = forms.ChoiceField(choices=Format.choices, widget=forms.RadioSelect, initial=Format.CLASSROOM)
    opens_on = DayField(required=False, label="Can be taken from")
    ends_on = DayField(required=False, label="Until", help_text="The last day.")
    zone = forms.ChoiceField(choices=time_zones, label="Time zone", initial="America/Chicago")
    place = forms.CharField(max_length=200, required=False)
    link_url = forms.URLField(
        max_length=500,
        required=False,
        label="Link to join",
        help_text="Only people with a seat read it.",
        assume_scheme="https",
    )
    link_note = forms.CharField(max_length=200, required=False, label="Dial-in or access code")
    seats = forms.IntegerField(min_value=1, max_value=10_000, required=False, help_text="Empty: no limit.")
    closes_on = DayField(required=False, label="Enrollment until", help_text="Empty: until it begins.")
    closes_at = TimeField(required=False, label="Time", help_text="Empty: the end of that day.")
    need_approval = forms.BooleanField(required=False, label="Each enrollment is approved by the training department")
    audience = forms.MultipleChoiceField(
        required=False,
        label="For companies in these roles",
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: everybody.",
    )
    instructors = InstructorsField(required=False, label="Taught by", help_text="One a line; colleagues by name.")
    note = forms.CharField(
        max_length=LONGEST,
        required=False,
        label="For participants",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What to bring, where to park, what to read before.",
    )

    def __init__(self, *args: Any, row: CourseSession | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        roles = MarketRole.objects.filter(kind__in=[RoleKind.REGISTRATION, RoleKind.PROFILE])
        self.fields["audience"].choices = [(role.code, str(role)) for role in roles]
        if row is None:
            self.fields["course"].queryset = Course.objects.offered()
        else:
            del self.fields["course"]

    @staticmethod
    def values_of(row: CourseSession) -> dict[str, Any]:
        plain = ("title", "format", "zone", "place", "seats", "need_approval", "audience", "note")
        link = getattr(row, "link", None)
        closes = row.closes_at.astimezone(ZoneInfo(row.zone)) if row.closes_at else None
        return {name: getattr(row, name) for name in plain} | {
            "opens_on": local_day(row.starts_at, row.zone),
            "ends_on": last_day(row.ends_at, row.zone),
            "link_url": link.url if link else "",
            "link_note": link.note if link else "",
            "closes_on": closes.date() if closes else None,
            "closes_at": closes.time() if closes else None,
            "instructors": "\n".join(one.name for one in row.instructors.all()),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("format") == Format.SELF_PACED:
            self._window(data)
        if data.get("zone") and data.get("closes_on"):
            at = data.get("closes_at") or time(23, 59)
            data["closes_at"] = self._instant("closes_at", data["zone"], data["closes_on"], at)
        elif data.get("closes_at"):
            self.add_error("closes_on", "Give the day as well.")
        return data

    def _window(self, data: dict[str, Any]) -> None:
        first, last = data.get("opens_on"), data.get("ends_on")
        if not first:
            self.add_error("opens_on", "Give the first day.")
        if not last:
            self.add_error("ends_on", "Give the last day.")
        if first and last and last < first:
            self.add_error("ends_on", "The last day is before the first one.")
        elif first and last and data.get("zone"):
            opens = self._instant("opens_on", data["zone"], first, time())
            data["window"] = (opens, self._instant("ends_on", data["zone"], last + timedelta(days=1), time()))

    def _instant(self, name: str, zone: str, day: date, clock: time) -> datetime | None:
        try:
            return instant_of(zone, day, clock)
        except NotOnTheClock as skipped:
            self.add_error(name, str(skipped))
            return None

    def given(self, days: "DayRows") -> dict[str, Any]:
        """The action's arguments, once both forms are valid."""
        data = dict(self.cleaned_data)
        for name in ("opens_on", "ends_on", "closes_on"):
            data.pop(name)
        window = data.pop("window", None)
        data["closes_at"] = data["closes_at"] if isinstance(data["closes_at"], datetime) else None
        if data["format"] == Format.SELF_PACED:
            data["days"] = [window]
        else:
            data["days"] = days.meetings()
        return data


class DayForm(forms.Form):
    """One day on which a session meets, over before midnight."""

    day = DayField(label="Date")
    starts = TimeField(label="Begins")
    ends = TimeField(label="Ends")

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, starts, ends = (data.get(name) for name in ("day", "starts", "ends"))
        if day and starts and ends:
            if ends <= starts:
                self.add_error("ends", "The day ends after it begins.")
                return data
            try:
                data["meeting"] = (instant_of(self.zone, day, starts), instant_of(self.zone, day, ends))
            except NotOnTheClock as skipped:
                self.add_error("starts", str(skipped))
        return data


class DayRows(BaseFormSet):
    """The days of a session; empty rows at the end add some."""

    def add_fields(self, form: DayForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove"

    def meetings(self) -> Days:
        kept = (form.cleaned_data for form in self.forms if form.cleaned_data)
        return [data["meeting"] for data in kept if "meeting" in data and not data.get("DELETE")]


DayFormSet = formset_factory(
    DayForm,
    formset=DayRows,
    extra=EMPTY_ROWS,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_DAYS,
    absolute_max=MOST_DAYS,
    validate_max=True,
)


def days_of(meetings: Sequence[SessionDay], zone: str) -> list[dict[str, Any]]:
    """The rows of a session's days as its formset begins with them."""
    found = []
    for meeting in meetings:
        first, last = (at.astimezone(ZoneInfo(zone)) for at in (meeting.starts_at, meeting.ends_at))
        found.append({"day": first.date(), "starts": first.time(), "ends": last.time()})
    return found


def zone_given(data: Any, otherwise: str) -> str:
    """The zone chosen in a form that may hold anything."""
    names = {name for _label, group in time_zones() for name, _words in group}
    return data.get("zone") if data.get("zone") in names else otherwise


class PublishForm(forms.Form):
    invite = forms.BooleanField(
        required=False, initial=True, label="Tell the administrators of the companies it is meant for"
    )
