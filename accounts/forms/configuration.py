"""A configuration file, looked at before it is taken over."""

from typing import Any, Final

from django import forms
from django.core import signing

from portal.lifecycle.configuration_text import LARGEST, TOO_LARGE

PREVIEW: Final = "preview"
SAVE: Final = "save"
SALT: Final = "accounts.configuration"
DAY: Final = 24 * 60 * 60
MISSING: Final = "Choose a file."
NO_TEXT: Final = "This is no configuration file: it is not written in UTF-8."
STALE: Final = "The file was looked at too long ago. Choose it again."


class ConfigurationFileForm(forms.Form):
    """Either a file that is uploaded, or the one that was looked at, which the page keeps signed."""

    then = forms.ChoiceField(choices=[(PREVIEW, PREVIEW), (SAVE, SAVE)])
    file = forms.FileField(required=False, widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}))
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "then" not in data or "file" in self.errors:
            return data
        if data["then"] == SAVE:
            data["source"] = self._kept(data.get("kept", ""))
        elif data.get("file") is None:
            self.add_error("file", MISSING)
        else:
            data["source"] = self._uploaded(data["file"])
        return data

    def _uploaded(self, file: Any) -> str:
        if file.size > LARGEST:
            self.add_error("file", TOO_LARGE)
            return ""
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", NO_TEXT)
            return ""

    def _kept(self, kept: str) -> str:
        try:
            return signing.loads(kept, salt=SALT, max_age=DAY)
        except signing.BadSignature:
            self.add_error(None, STALE)
            return ""


def keep(source: str) -> str:
    """The file as the page holds it until it is taken over; nobody can put another one in its place."""
    return signing.dumps(source, salt=SALT, compress=True)
