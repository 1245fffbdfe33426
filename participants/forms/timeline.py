"""What the timeline of a participant can be narrowed by; all of it stands in the address."""

from typing import Any

from django import forms

from participants.choices import Topic
from participants.forms.filters import bare
from portal.web.days import DayField


class TimelineFilter(forms.Form):
    kind = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Kind")))
    person = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Person")))
    topic = forms.ChoiceField(
        required=False, choices=[("", "Any topic"), *Topic.choices], widget=forms.Select(attrs=bare("Topic"))
    )
    since = DayField(required=False, label="From")
    until = DayField(required=False, label="Until")

    def __init__(
        self, data: Any, *, kinds: dict[str, str], theirs: list[tuple[str, str]], ours: list[tuple[str, str]]
    ) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.fields["kind"].choices = [("", "Everything"), *kinds.items()]
        self.fields["person"].choices = [("", "Everybody"), ("Their people", theirs), ("Our people", ours)]
