"""The form by which the staff take an issue down for somebody who called, wrote or met them."""

from typing import Any, Final

from django import forms

from issues.choices import Proof
from issues.forms.issues import ASKED, DeskFactsForm
from issues.forms.speaking import TOLD_BY, ContactField, TextField, people_of
from participants.forms.lookups import CompanyField, companies
from portal.documents.forms import DocumentsField

# A person on the phone has signed in nowhere.
PROOFS: Final = [(one.value, one.label) for one in Proof if one != Proof.SIGNED_IN]


class WhoseForm(forms.Form):
    """For which participant."""

    whose = CompanyField(label="Participant", help_text="Name, DUNS number or reference")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].rows = companies(user).filter(joined_into=None)


class TakeDownForm(DeskFactsForm):
    channel = forms.ChoiceField(choices=TOLD_BY, label="How it reached us")
    contact = ContactField(required=False, label="Who asked", empty_label="Somebody who is not on the list")
    proof = forms.ChoiceField(
        choices=PROOFS, initial=Proof.NONE, widget=forms.RadioSelect, label="How you know who is asking"
    )
    proof_detail = forms.CharField(
        max_length=200, required=False, label="What you checked", help_text="The number called back, the address."
    )
    may_be_told = forms.CharField(
        max_length=300,
        required=False,
        label="What may be told to whom",
        help_text="Unverified: general information only, nothing of the company's own.",
    )
    text = TextField(label="What was asked", help_text="The participant reads it as its own words.")
    files = DocumentsField(required=False, label="Attach files")
    field_order = [
        *("channel", "contact", "proof", "proof_detail", "may_be_told", "title", "text", "files"),
        *("category", "subcategory", "registration", *ASKED, "impact", "urgency", "severity"),
    ]

    def narrow(self) -> None:
        super().narrow()
        self.fields["contact"].queryset = people_of(self.user, self.participant)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        proof = data.get("proof")
        if proof and proof != Proof.NONE and not data.get("contact"):
            self.add_error("contact", "Choose whom you verified, or say that nobody was.")
        if proof == Proof.CALLED_BACK and not data.get("proof_detail"):
            self.add_error("proof_detail", "Note the number you called back on.")
        return data
