"""How a company's people sign in."""

from typing import Any

from django import forms
from django.conf import settings

from participants import saml
from participants.choices import FactorDemand, SignInProtocol
from participants.forms.base import OfParticipantForm
from participants.rules.signing_in import STRICTNESS
from portal.web.days import DayField

METADATA_MOST = 100_000


class AddressForm(forms.Form):
    """With which address somebody wants to come in."""

    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class ConnectionForm(OfParticipantForm):
    """`protocol` decides which fields there are; of one that is on only some may change."""

    name = forms.CharField(max_length=80, help_text="Your own name for it.")
    issuer = forms.CharField(
        max_length=500, label="Issuer", help_text="The address by which the provider names itself."
    )
    client_id = forms.CharField(max_length=300, label="Client ID")
    secret = forms.CharField(
        max_length=1000,
        label="Client secret",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Kept encrypted and never shown again.",
    )
    metadata = forms.CharField(
        max_length=METADATA_MOST,
        required=False,
        label="Metadata of your provider",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The XML text; it fills in the three fields below.",
    )
    entity_id = forms.CharField(max_length=500, required=False, label="Entity ID of your provider")
    sso_url = forms.CharField(max_length=500, required=False, label="Sign-on address")
    certificate = forms.CharField(
        max_length=20_000, required=False, label="Certificate", widget=forms.Textarea(attrs={"rows": 4})
    )
    trusts_factor = forms.BooleanField(
        required=False,
        label="Our provider's second factor counts",
        help_text="Where it says that it asked for two factors (amr, acr), the portal asks for none of its own.",
    )
    protocol: str = SignInProtocol.OIDC

    def narrow(self) -> None:
        of_the_other = ("metadata", "entity_id", "sso_url", "certificate")
        if self.protocol == SignInProtocol.SAML:
            of_the_other = ("issuer", "client_id", "secret")
        for name in of_the_other:
            del self.fields[name]
        if self.row is None:
            return
        if "secret" in self.fields:
            self.fields["secret"].required = False
            self.fields["secret"].help_text = "Empty: the one kept stays. A new one takes its place at once."
        if self.row.is_on:
            for name in ("issuer", "client_id", "metadata", "entity_id", "sso_url"):
                self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        metadata = data.pop("metadata", "")
        if "entity_id" in self.fields:
            data["issuer"] = data.pop("entity_id", "")
        if metadata:
            try:
                data |= saml.read_metadata(metadata)
            except ValueError:
                self.add_error("metadata", "This is not the metadata of a SAML provider.")
        return data


class SamlForm(ConnectionForm):
    protocol = SignInProtocol.SAML


class DomainForm(forms.Form):
    domain = forms.CharField(max_length=253, label="Mail domain")


class FactorForm(forms.Form):
    demand = forms.ChoiceField(label="Asked of")
    starts_on = DayField(label="From", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        least = STRICTNESS.index(settings.PARTICIPANTS_SECOND_FACTOR)
        self.fields["demand"].choices = [(one, FactorDemand(one).label) for one in STRICTNESS[least:]]
