"""Fields that name a company or a QSE by DUNS or short name, suggested while typing, instead of a giant list."""

from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from participants.models import Participant, Registration

SEVERAL = "Several match “{words}”. Give the DUNS number."


class Lookup(forms.TextInput):
    """A text field whose suggestions come from an address of ours, limited to what the person may see."""

    def __init__(self, source: Any) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.source = source

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = f"{(attrs or {}).get('id') or name}_options"
        asking = {
            "list": options,
            "hx-get": f"{self.source}?for={name}",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{options}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        field = super().render(name, value, (attrs or {}) | asking, renderer)
        return format_html('{}<datalist id="{}"></datalist>', field, options)


class LookupField(forms.CharField):
    """Cleans to a row of `rows` (set by the form, scoped), or None when empty and not required."""

    source: Any = ""
    missing = ""
    rows: Any = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, widget=Lookup(self.source), **kwargs)

    def condition(self, words: str) -> Q:
        raise NotImplementedError("A lookup says how its rows are named.")

    def clean(self, value: Any) -> Any:
        words = " ".join(super().clean(value).split())
        if not words:
            return None
        # A suggestion reads "short name · company"; only its first part names the row.
        found = list(self.rows.filter(self.condition(words.split(" · ")[0]))[:2])
        if not found:
            raise forms.ValidationError(self.missing)
        if len(found) > 1:
            raise forms.ValidationError(SEVERAL.format(words=words))
        return found[0]


class CompanyField(LookupField):
    source = reverse_lazy("participants:company-options")
    missing = "No participant has this DUNS number, reference or exact name."

    def condition(self, words: str) -> Q:
        return Q(duns=words) | Q(ref=words.upper()) | Q(name__iexact=words)


class QseField(LookupField):
    source = reverse_lazy("participants:qse-options")
    missing = "No standing QSE registration has this DUNS number or short name."

    def condition(self, words: str) -> Q:
        return Q(duns=words) | Q(short_name__iexact=words) | Q(ref=words.upper())


def companies(user: Any) -> Any:
    return Participant.objects.visible_to(user)


def qses(user: Any) -> Any:
    """Standing QSE registrations the person may see, with their companies."""
    rows = Registration.objects.visible_to(user).standing().filter(role__code="QSE")
    return rows.exclude(duns="").select_related("participant", "role")
