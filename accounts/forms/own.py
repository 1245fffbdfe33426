"""Forms about oneself: settings, tokens, accepting an invitation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password

from accounts.actions.tokens import MOST_DAYS
from accounts.choices import Theme, TokenScope
from accounts.forms.choices import time_zones
from accounts.models import Invitation, User


class SettingsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(choices=time_zones, help_text="Times on pages and in mails are shown in it.")
    theme = forms.ChoiceField(label="Appearance", choices=Theme, help_text="On devices where you have not chosen one.")

    class Meta:
        model = User
        fields = ["name", "title", "phone", "time_zone", "theme", "shortcuts"]
        help_texts = {"shortcuts": "“?” lists them. Without them only Ctrl K, Enter and Esc do something."}


class SessionForm(forms.Form):
    """Which of one's own sessions; a number that names nobody else's."""

    session = forms.IntegerField()


class TokenForm(forms.Form):
    name = forms.CharField(max_length=80, help_text="What it is for, so that you know it again: “nightly export”.")
    scope = forms.ChoiceField(choices=TokenScope, label="May")
    nouns = forms.CharField(
        max_length=1000,
        required=False,
        label="Opens only",
        help_text="Nouns of the API, as in “issues, obligations”. Empty: everything you may see.",
    )
    days = forms.IntegerField(
        label="Days",
        min_value=1,
        max_value=MOST_DAYS,
        initial=90,
        help_text=f"It ends by itself, after {MOST_DAYS} days at most.",
    )

    def clean_nouns(self) -> list[str]:
        """As a list; the action says which of them the API does not have."""
        return self.cleaned_data["nouns"].lower().replace(",", " ").split()


class AcceptForm(forms.Form):
    """The address is the invited one and no field: a changed request can't change it."""

    name = forms.CharField(max_length=120, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=password_validators_help_text_html(),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("password"):
            person = User(email=self.invitation.email, name=data.get("name", ""))
            try:
                validate_password(data["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
