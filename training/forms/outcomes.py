"""Forms about what came of a session; those with a row for each person are made for the people of one session."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms

from participants.forms.base import ReasonField, today
from portal.web.days import DayField
from training.completions import Seat
from training.models import Enrollment, Evaluation
from training.models.outcome import RATINGS
from training.rules import pasted_scores

PRESENT, ABSENT, UNMARKED = "present", "absent", ""
MARKS: Final = [(UNMARKED, "Not marked"), (PRESENT, "Present"), (ABSENT, "Absent")]
AS_MARK: Final = {PRESENT: True, ABSENT: False, UNMARKED: None}
AS_WORD: Final = {mark: word for word, mark in AS_MARK.items()}


class OfSeatsForm(forms.Form):
    """`seats` are the people the person may see; a field for each of them is named by the seat's reference."""

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            field = self.field_of(seat)
            if field is not None:
                self.fields[seat.enrollment.ref] = field

    def field_of(self, seat: Seat) -> forms.Field | None:
        raise NotImplementedError("A form of seats says what stands beside each.")

    @property
    def rows(self) -> list[tuple[Seat, Any]]:
        """Each person with the own field, None where there is nothing to enter."""
        known = self.fields
        return [(seat, self[seat.enrollment.ref] if seat.enrollment.ref in known else None) for seat in self.seats]


class AttendanceForm(OfSeatsForm):
    def __init__(self, *args: Any, day_index: int, **kwargs: Any) -> None:
        self.day_index = day_index
        super().__init__(*args, **kwargs)

    def field_of(self, seat: Seat) -> forms.Field | None:
        attrs = {"aria-label": f"{seat.enrollment.contact.name} was there"}
        initial = AS_WORD[seat.marks[self.day_index]]
        return forms.ChoiceField(choices=MARKS, required=False, initial=initial, widget=forms.Select(attrs=attrs))

    def marks(self, *, rest_present: bool) -> dict[Enrollment, bool | None]:
        """What was chosen; with `rest_present` whoever is not marked was there."""
        found = {}
        for seat in self.seats:
            mark = AS_MARK[self.cleaned_data[seat.enrollment.ref]]
            found[seat.enrollment] = True if mark is None and rest_present else mark
        return found


class ScoresForm(OfSeatsForm):
    taken_on = DayField(label="Taken on", initial=today)
    pasted = forms.CharField(
        label="Or paste a list",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One line for each person: e-mail address or name, then the score.",
    )

    def field_of(self, seat: Seat) -> forms.Field | None:
        if seat.passed or seat.certificate is not None:
            return None
        attrs = {"aria-label": f"Score of {seat.enrollment.contact.name} in percent", "inputmode": "decimal"}
        widget = forms.NumberInput(attrs=attrs | {"step": "0.01"})
        return forms.DecimalField(
            min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False, widget=widget
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        scores = {
            seat.enrollment: data[seat.enrollment.ref]
            for seat in self.seats
            if data.get(seat.enrollment.ref) is not None
        }
        try:
            for enrollment, percent in self._pasted(data.get("pasted") or ""):
                if enrollment in scores:
                    raise pasted_scores.BadLine(f"{enrollment.contact.name} has two scores.")
                scores[enrollment] = percent
        except pasted_scores.BadLine as error:
            self.add_error("pasted", str(error))
        if not scores and not self.errors:
            raise forms.ValidationError("Enter at least one score.")
        data["scores"] = list(scores.items())
        return data

    def _pasted(self, text: str) -> list[tuple[Enrollment, Decimal]]:
        return [(self._named(one), one.percent) for one in pasted_scores.read(text)]

    def _named(self, pasted: pasted_scores.Pasted) -> Enrollment:
        wanted = pasted.who.casefold()
        people = [seat.enrollment for seat in self.seats]
        found = [row for row in people if wanted in (row.contact.email.casefold(), row.contact.name.casefold())]
        if len(found) != 1:
            why = "Several people" if found else "Nobody"
            raise pasted_scores.BadLine(f"Line {pasted.line}: {why} of this session fits “{pasted.who[:60]}”.")
        return found[0]


class CertifyForm(OfSeatsForm):
    """Ticked ahead for a session that people sat in; what is taken alone is ticked by hand."""

    completed_on = DayField(label="Completed on", initial=today, required=False)

    def __init__(self, *args: Any, alone: bool, **kwargs: Any) -> None:
        self.alone = alone
        super().__init__(*args, **kwargs)
        if not alone:
            del self.fields["completed_on"]

    def field_of(self, seat: Seat) -> forms.Field | None:
        if not seat.ready:
            return None
        widget = forms.CheckboxInput(attrs={"aria-label": f"Certificate for {seat.enrollment.contact.name}"})
        return forms.BooleanField(required=False, initial=not self.alone, widget=widget)

    @property
    def chosen(self) -> list[Enrollment]:
        return [seat.enrollment for seat in self.seats if self.cleaned_data.get(seat.enrollment.ref)]

    @property
    def anybody(self) -> bool:
        return any(seat.ready for seat in self.seats)


class WhyForm(forms.Form):
    reason = ReasonField(help_text="The holder and the company's administrators read it.")


class StrikeForm(forms.Form):
    reason = ReasonField(help_text="It stays beside the result; the person and the company's administrators read it.")


class ReissueForm(forms.Form):
    holder_name = forms.CharField(label="Name as it should be printed", max_length=120)
    reason = ReasonField(label="What was wrong", help_text="The holder and the company's administrators read it.")


class IssueForm(forms.Form):
    """A course that a person completed without a session of ours."""

    course = forms.ModelChoiceField(None, to_field_name="code", empty_label="Choose a course")
    completed_on = DayField(label="Completed on", initial=today)
    percent = forms.DecimalField(
        label="Score in percent", min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False
    )
    hours = forms.DecimalField(
        label="Continuing-education hours",
        min_value=0,
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text="Only for who attended in person and passed.",
    )

    def __init__(self, *args: Any, courses: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses

    def clean_completed_on(self) -> date:
        day = self.cleaned_data["completed_on"]
        if day > today():
            raise forms.ValidationError("This day is still to come.")
        return day


class CheckInForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="Whoever teaches the session shows it.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class EvaluationForm(forms.Form):
    """Five marks and a comment."""

    comment = forms.CharField(
        label="What should we keep, what should we change?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(1, "1 – poor"), (2, "2"), (3, "3"), (4, "4"), (5, "5 – very good")]
        for name in RATINGS:
            label = str(Evaluation._meta.get_field(name).verbose_name)
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=int, widget=forms.RadioSelect
            )
        self.order_fields([*RATINGS, "comment"])
