"""Form fields for files: one, or several at once."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from portal.documents.policy import in_words
from portal.documents.storing import too_large

MOST_FILES = 10


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


def _helped(kwargs: dict[str, Any]) -> dict[str, Any]:
    sizes = {min(size, settings.DOCUMENT_MAX_BYTES) for size in settings.DOCUMENT_KINDS.values()}
    limit = f"at most {filesizeformat(max(sizes))} each" if len(sizes) == 1 else f"up to {filesizeformat(max(sizes))}"
    kwargs.setdefault("help_text", f"{in_words(settings.DOCUMENT_KINDS)}, {limit}.")
    return kwargs


class DocumentField(forms.FileField):
    """One file; its content is judged when it is stored."""

    def __init__(self, **kwargs: Any) -> None:
        accept = {"accept": ",".join(f".{one}" for one in settings.DOCUMENT_KINDS)}
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
        attrs = {"accept": ",".join(f".{one}" for one in settings.DOCUMENT_KINDS), "multiple": True}
        super().__init__(widget=FilesInput(attrs=attrs), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        files = [file for file in (super(DocumentsField, self).clean(one, initial) for one in given) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"At most {MOST_FILES} files at a time.")
        return files
