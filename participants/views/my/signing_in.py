"""How the own company's people sign in: one page, and the forms of a connection."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from participants import permissions, saml
from participants.actions import factor_policies, sign_in_connections, sign_in_domains
from participants.actions.sign_in_attempts import acs, entity_id, redirect_uri
from participants.choices import FactorDemand, SignInProtocol
from participants.forms.signing_in import ConnectionForm, DomainForm, FactorForm, SamlForm
from participants.models import FactorPolicy, Participant, SignInConnection, SignInDomain
from participants.views.my.pages import MyForm, MyPage
from portal.lifecycle.refusals import Answer
from portal.web.doors import MyDoor
from portal.web.views import ActionButton

STEPS = {
    "on": (sign_in_connections.switch_on, "The connection is on."),
    "off": (sign_in_connections.switch_off, "The connection is switched off."),
    "require": (sign_in_connections.require_provider, "Your people sign in through your provider only."),
    "release": (sign_in_connections.release_provider, "Password and codes are allowed again."),
    "remove": (sign_in_connections.remove_connection, "The connection is removed."),
}


class MySignInView(MyPage):
    members_only = True
    template_name = "my/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        permissions.can_set_up_sign_in(user, self.participant).enforce()
        connections = list(SignInConnection.objects.visible_to(user).with_linked().order_by("-created_at", "-id"))
        for one in connections:
            one.given = _given(one)
        domains = list(SignInDomain.objects.visible_to(user).defer("confirmed_by").order_by("domain"))
        policy = FactorPolicy.objects.visible_to(user).first()
        shown = {"demand": policy.demand, "starts_on": policy.starts_on} if policy else {"demand": FactorDemand.NONE}
        return super().get_context_data(
            connections=connections,
            domains=domains,
            policy=policy,
            minimum=FactorDemand(settings.PARTICIPANTS_SECOND_FACTOR),
            domain_form=DomainForm(),
            factor_form=FactorForm(initial=shown),
            **kwargs,
        )


class MyMetadataView(MyDoor, View):
    """What the company's administrator loads into its provider; nobody else is told that there is a connection."""

    members_only = True
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        rows = SignInConnection.objects.visible_to(request.user).filter(protocol=SignInProtocol.SAML)
        connection = get_object_or_404(rows, ref=ref)
        told = saml.metadata(connection, entity_id=entity_id(connection), acs=acs(connection))
        answer = HttpResponse(told, content_type="application/samlmetadata+xml")
        answer["Content-Disposition"] = 'attachment; filename="portal-metadata.xml"'
        return answer


def _given(connection: SignInConnection) -> list[tuple[str, str]]:
    """What the company's administrator enters at the provider."""
    if connection.is_oidc:
        return [("Redirect URI", redirect_uri(connection))]
    return [
        ("Entity ID", entity_id(connection)),
        ("Assertion consumer service (ACS), by HTTP POST", acs(connection)),
    ]


class _ConnectionForm(MyForm):
    members_only = True
    section = "sign-in"
    template_name = "my/sign_in_form.html"

    def permission(self) -> Answer:
        return permissions.can_set_up_sign_in(self.request.user, self.participant)

    @property
    def protocol(self) -> str:
        if self.object is not None:
            return self.object.protocol
        return SignInProtocol.SAML if self.request.GET.get("protocol") == "saml" else SignInProtocol.OIDC

    def get_form_class(self) -> Any:
        return SamlForm if self.protocol == SignInProtocol.SAML else ConnectionForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label="Sign-in", protocol=SignInProtocol(self.protocol), **kwargs)


class MyConnectionAddView(_ConnectionForm):
    title = "Set up your provider"
    lead = "It stays a draft until you have tried it and switched it on."
    submit_label = "Save as a draft"
    success_message = "Saved. Enter the addresses below at your provider, then try it."

    def act(self, data: dict[str, Any], **who: Any) -> SignInConnection:
        return sign_in_connections.add_connection(participant=self.participant, protocol=self.protocol, **data, **who)


class MyConnectionChangeView(_ConnectionForm):
    model = SignInConnection
    title = "Change {row.name}"
    lead = "What says who somebody is asks for another trial; while it is on, only its secret changes."
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        names = ("name", "issuer", "client_id", "sso_url", "certificate", "trusts_factor")
        return {name: getattr(self.object, name) for name in names} | {"entity_id": self.object.issuer}

    def act(self, data: dict[str, Any], **who: Any) -> SignInConnection:
        return sign_in_connections.change_connection(connection=self.object, **data, **who)


class _Button(MyDoor, ActionButton):
    members_only = True

    def get_success_url(self) -> str:
        return reverse("my-sign-in")

    def permission(self) -> Answer:
        return permissions.can_set_up_sign_in(self.request.user, self.own())

    def own(self) -> Participant:
        return get_object_or_404(Participant.objects.visible_to(self.request.user))


class MyConnectionStepView(_Button):
    """Switch on or off, make it the only way in or take that back, remove it."""

    model = SignInConnection

    def act(self, data: dict[str, Any], **who: Any) -> SignInConnection:
        step, self.success_message = STEPS[self.kwargs["step"]]
        return step(connection=self.object, **who)


class MyDomainAddView(_Button):
    form_class = DomainForm
    success_message = "{done} waits for the operator, who makes sure that it is yours."

    def act(self, data: dict[str, Any], **who: Any) -> SignInDomain:
        return sign_in_domains.claim_domain(participant=self.own(), **data, **who)


class MyDomainDropView(_Button):
    model = SignInDomain
    success_message = "{object} is removed."

    def scope(self) -> Any:
        return super().scope().defer("confirmed_by")

    def act(self, data: dict[str, Any], **who: Any) -> SignInDomain:
        return sign_in_domains.drop_domain(domain=self.object, **who)


class MyFactorView(_Button):
    form_class = FactorForm
    success_message = "Saved. Whoever still needs to set one up is told."

    def act(self, data: dict[str, Any], **who: Any) -> FactorPolicy:
        return factor_policies.set_factor_policy(participant=self.own(), **data, **who)
