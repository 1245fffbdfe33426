"""Form fields for files: one, or several at once."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from portal.documents.content import KINDS
from portal.documents.storing import too_large

MOST_FILES = 10


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


def _helped(kwargs: dict[str, Any]) -> dict[str, Any]:
    limit = filesizeformat(settings.DOCUMENT_MAX_BYTES)
    kwargs.setdefault("help_text", f"PDF, PNG, JPEG, Word, Excel, CSV, XML or text, at most {limit} each.")
    return kwargs


class DocumentField(forms.FileField):
    """One file; its content is judged when it is stored."""

    def __init__(self, **kwargs: Any) -> None:
        accept = {"accept": ",".join(f".{one}" for one in KINDS)}
        kwargs.setdefault("widget", forms.FileInput(attrs=accept))
        super().__init__(**_helped(kwargs))

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > settings.DOCUMENT_MAX_BYTES:
            raise forms.ValidationError(too_large(settings.DOCUMENT_MAX_BYTES))
        return file


class DocumentsField(DocumentField):
    """Several files; cleans to a list, empty where none was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"accept": ",".join(f".{one}" for one in KINDS), "multiple": True}
        super().__init__(widget=FilesInput(attrs=attrs), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        files = [file for file in (super(DocumentsField, self).clean(one, initial) for one in given) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"At most {MOST_FILES} files at a time.")
        return files
