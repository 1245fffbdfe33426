"""The form by which a participant's user asks: what the category asks for, and no more."""

from typing import Any

from django import forms

from issues.choices import Impact, Severity, Urgency
from issues.forms.issues import ASKED, FactsForm
from issues.forms.speaking import ContactField, TextField, people_of
from issues.models import Category
from portal.documents.choices import Protection
from portal.documents.forms import DocumentsField, MarkingField


class AskForm(FactsForm):
    """Of the structured fields only those of `category.asks`; none of them is required."""

    title = forms.CharField(
        max_length=160, label="In a few words", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    text = TextField(rows=8, label="Your question", help_text="What you see, what you expected, since when.")
    marking = MarkingField()
    files = DocumentsField(required=False, label="Attach files")
    impact = forms.ChoiceField(choices=Impact.choices, initial=Impact.NONE, label="How far it reaches")
    urgency = forms.ChoiceField(choices=Urgency.choices, initial=Urgency.OPEN, label="How soon it hurts")
    contact = ContactField(required=False, label="For whom", empty_label="For myself")
    field_order = [
        "title",
        "text",
        "marking",
        "files",
        "contact",
        "subcategory",
        "registration",
        *ASKED,
        "impact",
        "urgency",
    ]

    def __init__(self, *args: Any, category: Category, **kwargs: Any) -> None:
        self.category = category
        super().__init__(*args, **kwargs)

    def narrow(self) -> None:
        super().narrow()
        for name in ASKED:
            if name not in self.category.asks:
                del self.fields[name]
            elif code := self.category.protects.get(name):
                self.fields[name].help_text = f"Protected Information: {Protection(code).label.lower()}."
        if self.category.subcategories:
            choices = [("", "–"), *((one, one) for one in self.category.subcategories)]
            self.fields["subcategory"] = forms.ChoiceField(choices=choices, required=False, label="More precisely")
        else:
            del self.fields["subcategory"]
        others = people_of(self.user, self.participant).exclude(user=self.user.pk)
        if others.exists():
            self.fields["contact"].queryset = others
        else:
            del self.fields["contact"]
        if not self.fields["registration"].queryset.exists():
            del self.fields["registration"]

    @property
    def asked(self) -> list[Any]:
        """The bound fields of the market's systems that this category asks for."""
        return [self[name] for name in ASKED if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["severity"] = self.by_words() or Severity.NORMAL
        return data


class SeverityForm(forms.Form):
    impact = forms.ChoiceField(choices=Impact.choices)
    urgency = forms.ChoiceField(choices=Urgency.choices)
