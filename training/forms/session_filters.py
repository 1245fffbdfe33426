"""What lists, months and agendas of sessions can be narrowed by; all of it stands in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms

from participants.forms.filters import bare
from training.choices import Format
from training.session_lists import FREE


class SessionFilter(forms.Form):
    view = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    course = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Course")))
    format = forms.ChoiceField(
        choices=[("", "Any format"), *Format.choices], required=False, widget=forms.Select(attrs=bare("Format"))
    )
    seats = forms.ChoiceField(
        choices=[("", "Free or full"), (FREE, "With free seats")],
        required=False,
        widget=forms.Select(attrs=bare("Seats")),
    )

    def __init__(self, data: Any, *, courses: Iterable[tuple[str, str]], views: dict[str, str]) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.views = views
        self.fields["course"].choices = [("", "Any course"), *((code, f"{code} – {title}") for code, title in courses)]

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in self.views else next(iter(self.views))
