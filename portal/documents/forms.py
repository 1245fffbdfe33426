"""Form fields for files, one or several at once; each carries what is said of its confidentiality."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from portal.documents import marking
from portal.documents.policy import in_words
from portal.documents.protection import CHOOSABLE
from portal.documents.storing import too_large

MOST_FILES = 10
CLASSES = [(one.value, one.label) for one in CHOOSABLE]


class Marked:
    """A file's control with a fold under it for class, operating day and reason; see `portal.documents.marking`."""

    template_name = "components/file_control.html"
    classified = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {"classes": CLASSES if self.classified else []}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        given = super().value_from_datadict(data, files, name)
        said = tuple(data.get(f"{name}_{part}", "") for part in ("class", "day", "because"))
        for one in given if isinstance(given, list | tuple) else [given]:
            if one:
                one.said = said
        return given


class MarkingInput(forms.Widget):
    """A fold in which somebody says that a text is Protected Information: class, days, and grounds."""

    template_name = "components/marking_control.html"
    use_fieldset = True
    PARTS = ("class", "day", "because", "until")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        said = value if isinstance(value, tuple) else ("",) * len(self.PARTS)
        chosen = dict(zip(self.PARTS, said, strict=True))
        return super().get_context(name, None, attrs) | {"classes": CLASSES, "chosen": chosen, "open": any(said)}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        return tuple(str(data.get(f"{name}_{part}", "")) for part in self.PARTS)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_class" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class MarkingField(forms.Field):
    """What is said of a text's confidentiality; cleans to a `Marking`, or None where it is nothing special."""

    widget = MarkingInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **({"label": "Protected Information"} | kwargs))

    def clean(self, value: Any) -> marking.Marking | None:
        try:
            said = marking.read(*value, choosable=CHOOSABLE) if value else None
        except marking.BadMarking as fault:
            raise forms.ValidationError(str(fault)) from fault
        if said is not None and not said.code:
            raise forms.ValidationError("Choose the class that these days belong to.")
        return said


class FileInput(Marked, forms.FileInput):
    pass


class FilesInput(Marked, forms.ClearableFileInput):
    allow_multiple_selected = True


def _helped(kwargs: dict[str, Any]) -> dict[str, Any]:
    sizes = {min(size, settings.DOCUMENT_MAX_BYTES) for size in settings.DOCUMENT_KINDS.values()}
    limit = f"at most {filesizeformat(max(sizes))} each" if len(sizes) == 1 else f"up to {filesizeformat(max(sizes))}"
    kwargs.setdefault("help_text", f"{in_words(settings.DOCUMENT_KINDS)}, {limit}.")
    return kwargs


class DocumentField(forms.FileField):
    """One file; its content is judged when it is stored. `classified` files are asked how confidential they are."""

    def __init__(self, *, classified: bool = True, **kwargs: Any) -> None:
        accept = {"accept": ",".join(f".{one}" for one in settings.DOCUMENT_KINDS)}
        kwargs.setdefault("widget", FileInput(attrs=accept))
        kwargs["widget"].classified = classified
        super().__init__(**_helped(kwargs))

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > settings.DOCUMENT_MAX_BYTES:
            raise forms.ValidationError(too_large(settings.DOCUMENT_MAX_BYTES))
        said = getattr(file, "said", None)
        if file and said and self.widget.classified:
            try:
                marking.attach(file, marking.read(*said, choosable=CHOOSABLE))
            except marking.BadMarking as fault:
                raise forms.ValidationError(str(fault)) from fault
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
