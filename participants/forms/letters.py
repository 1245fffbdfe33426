"""Writing a letter: to whom, and the text."""

from typing import Any

from django import forms

from participants.forms.base import OfParticipantForm
from participants.models import Contact
from portal.outbox.troubles import troubles_of

LONGEST = 20_000


class Addressees(forms.CheckboxSelectMultiple):
    """Whoever mail does not reach can't be ticked; the label says why."""

    unreachable: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.unreachable:
            option["attrs"]["disabled"] = True
        return option


class ContactsField(forms.ModelMultipleChoiceField):
    troubles: dict[str, Any] = {}

    def label_from_instance(self, contact: Contact) -> str:
        trouble = self.troubles.get(contact.email.lower())
        note = f" – {trouble.get_kind_display().lower()}, correct the address first" if trouble else ""
        return " · ".join(filter(None, [contact.name, contact.title, contact.email])) + note


class LetterForm(OfParticipantForm):
    contacts = ContactsField(Contact.objects.none(), to_field_name="ref", widget=Addressees, label="To")
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        label="Text",
        help_text="Your name and phone number stand below it; answers come to the letter's page.",
    )

    def narrow(self) -> None:
        """Active contacts with an address; read once."""
        field = self.fields["contacts"]
        rows = Contact.objects.visible_to(self.user).of(self.participant).active().exclude(email="")
        field.queryset = rows.order_by("name", "id")
        people = list(field.queryset)
        field.troubles = troubles_of(person.email for person in people)
        field.widget.unreachable = frozenset(person.ref for person in people if person.email.lower() in field.troubles)


class LetterTemplateForm(forms.Form):
    title = forms.CharField(max_length=80, label="What it is called")
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Plain text. What is filled in stands between double braces, for instance {{ person }}.",
    )
