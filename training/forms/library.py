"""Looking for articles, and saying whether one helped."""

from typing import Any

from django import forms

from participants.choices import RoleKind
from participants.forms.filters import bare
from participants.models import MarketRole


class LibraryFilter(forms.Form):
    """`topics` are those that the reader's articles have."""

    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    role = forms.ModelChoiceField(
        MarketRole.objects.filter(kind=RoleKind.REGISTRATION),
        to_field_name="code",
        required=False,
        empty_label="Any market role",
        widget=forms.Select(attrs=bare("Market role")),
    )
    topic = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Topic")))

    def __init__(self, data: Any, *, topics: list[tuple[str, str]]) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.fields["topic"].choices = [("", "Any topic"), *topics]


class FeedbackForm(forms.Form):
    helpful = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        label="Did this article help you?",
    )
    comment = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="What is missing or wrong?",
        help_text="Only the staff who write the articles read it.",
    )
