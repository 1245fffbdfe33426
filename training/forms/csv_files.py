"""Choosing a CSV file. Its text travels with the preview, hidden, until it is written or left."""

from typing import Any, ClassVar

from django import forms

from participants.rules.imports.csv_text import decode
from participants.rules.imports.outcome import UnreadableFile


class CsvFileForm(forms.Form):
    """Subclasses say how large a file may be, and in which words a larger one is refused."""

    most_bytes: ClassVar[int]
    too_large: ClassVar[str]

    file = forms.FileField(
        required=False, label="CSV file", widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}), max_length=200
    )
    content = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean_content(self) -> str:
        content: str = self.cleaned_data["content"]
        if len(content) > self.most_bytes:
            raise forms.ValidationError(self.too_large)
        return content

    def clean(self) -> dict[str, Any]:
        """A chosen file counts before what was looked at."""
        data = super().clean()
        if file := data.get("file"):
            data["content"] = self._text_of(file)
        elif not data.get("content") and not self.errors:
            self.add_error("file", "Choose a file.")
        return data

    def _text_of(self, file: Any) -> str:
        if file.size > self.most_bytes:
            self.add_error("file", self.too_large)
            return ""
        try:
            return decode(file.read())
        except UnreadableFile as error:
            self.add_error("file", error.reason)
            return ""
