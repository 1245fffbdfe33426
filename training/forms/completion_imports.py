"""Choosing a file of completions. Its text travels with the preview, hidden, until it is written or left."""

from typing import Any, Final

from django import forms

from participants.rules.imports.csv_text import decode
from participants.rules.imports.outcome import UnreadableFile

MOST_BYTES: Final = 2_000_000


class CompletionImportForm(forms.Form):
    file = forms.FileField(
        required=False, label="CSV file", widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}), max_length=200
    )
    content = forms.CharField(required=False, max_length=MOST_BYTES, widget=forms.HiddenInput, strip=False)

    def clean(self) -> dict[str, Any]:
        """A chosen file counts before what was looked at."""
        data = super().clean()
        if file := data.get("file"):
            data["content"] = self._text_of(file)
        elif not data.get("content") and not self.errors:
            self.add_error("file", "Choose a file.")
        return data

    def _text_of(self, file: Any) -> str:
        if file.size > MOST_BYTES:
            self.add_error("file", "A file of completions has at most 2 MB; import it in parts.")
            return ""
        try:
            return decode(file.read())
        except UnreadableFile as error:
            self.add_error("file", error.reason)
            return ""
