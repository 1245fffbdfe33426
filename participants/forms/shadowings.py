"""Arranging a shadowing, and what becomes of it."""

from datetime import timedelta
from typing import Any, Final

from django import forms

from accounts.models import User
from accounts.shadowing_permissions import can_open_restricted
from participants.forms.base import today
from participants.models import Participant

NOTE: Final = "note"
COMMENT: Final = "comment"
END: Final = "end"
USUAL: Final = timedelta(days=14)


class ShadowingForm(forms.Form):
    person = forms.ModelChoiceField(User.objects.none(), to_field_name="ref", label="Who reads along")
    participant = forms.CharField(max_length=120, label="Participant", help_text="Its reference, DUNS or exact name.")
    purpose = forms.CharField(max_length=300, label="What for", help_text="What the colleague should see and learn.")
    starts_on = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}))
    opens_restricted = forms.BooleanField(required=False, label="Opens the participant also where it is restricted")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["person"].queryset = User.objects.who_can("participants.view").exclude(pk=user.pk).order_by("name")
        self.fields["starts_on"].initial = today()
        self.fields["ends_on"].initial = today() + USUAL
        if not can_open_restricted(user):
            del self.fields["opens_restricted"]

    def clean_participant(self) -> Participant:
        """One that the person may see."""
        words = self.cleaned_data["participant"].strip()
        rows = Participant.objects.visible_to(self.user)
        found = rows.filter(ref=words.upper())[:2] or rows.filter(duns=words)[:2] or rows.filter(name__iexact=words)[:2]
        if len(found) != 1:
            raise forms.ValidationError("There is no such participant among those you may see.")
        return found[0]


class ShadowingWordForm(forms.Form):
    """A note, a comment on one (`note`), or why it ends: which button was pressed says what."""

    text = forms.CharField(max_length=5000, label="What you saw and learned", widget=forms.Textarea(attrs={"rows": 3}))
