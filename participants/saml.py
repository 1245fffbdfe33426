"""SAML 2.0 with a company's own provider, by python3-saml: signed assertions that answer a question of ours."""

from typing import Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from lxml import etree
from onelogin.saml2.authn_request import OneLogin_Saml2_Authn_Request
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Words
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from xmlsec import Error as SignatureFault

from participants.models import SignInConnection
from participants.oidc import ProviderFailed
from participants.rules.signing_in import Asserted, is_two_factors

MAIL: Final = (
    "email",
    "mail",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
)
FAULTS: Final = (
    OneLogin_Saml2_Error,
    OneLogin_Saml2_ValidationError,
    SignatureFault,
    etree.LxmlError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
)
UNFIT: Final = "The provider's answer is not signed as it must be, or does not fit."


def request_url(connection: SignInConnection, *, entity_id: str, acs: str, state: str) -> tuple[str, str]:
    """Where the browser goes, and the ID of the question, which the answer must name."""
    question = OneLogin_Saml2_Authn_Request(_settings(connection, entity_id, acs))
    asked = urlencode({"SAMLRequest": question.get_request(), "RelayState": state})
    return connection.sso_url + ("&" if "?" in connection.sso_url else "?") + asked, question.get_id()


def asserted(
    connection: SignInConnection, *, entity_id: str, acs: str, response: str, request_id: str
) -> tuple[Asserted, str]:
    """What the provider says, and the ID of its assertion. Raises `ProviderFailed`."""
    parts = urlsplit(acs)
    asked = {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": {},
    }
    try:
        told = OneLogin_Saml2_Response(_settings(connection, entity_id, acs), response)
        if not told.is_valid(asked, request_id, raise_exceptions=True):
            raise ProviderFailed(UNFIT)
        if told.get_in_response_to() != request_id or not _answers(told, request_id):
            raise ProviderFailed("The provider's answer belongs to no question of ours.")
        subject, form = told.get_nameid(), told.get_nameid_format()
        if form == Words.NAMEID_TRANSIENT or not subject:
            raise ProviderFailed("The provider names people anew each time; set a persistent NameID.")
        values = told.get_attributes()
        mail = next((values[name][0] for name in MAIL if values.get(name)), "")
        if not mail and form == Words.NAMEID_EMAIL_ADDRESS:
            mail = subject
        who = Asserted(
            issuer=connection.issuer,
            subject=subject,
            email=str(mail).strip().lower(),
            verified=bool(mail),
            two_factors=is_two_factors(acr=told.get_authn_contexts()),
        )
        return who, told.get_assertion_id()
    except FAULTS as fault:
        raise ProviderFailed(UNFIT) from fault


def _answers(told: OneLogin_Saml2_Response, request_id: str) -> bool:
    """Whether the signed assertion itself names our question; the library takes one that names none.

    Only the library's own look-up, private by its name, is sure to read what the signature covers.
    """
    found = told._query_assertion("/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData")
    return bool(found) and all(one.get("InResponseTo") == request_id for one in found)


def metadata(connection: SignInConnection, *, entity_id: str, acs: str) -> str:
    """What the provider's administrator loads."""
    told = _settings(connection, entity_id, acs).get_sp_metadata()
    return told.decode() if isinstance(told, bytes) else told


def read_metadata(text: str) -> dict[str, str]:
    """Entity ID, sign-on address and certificate out of a provider's metadata. Raises ValueError."""
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise ValueError("not metadata")
    try:
        found = OneLogin_Saml2_IdPMetadataParser.parse(text).get("idp", {})
        many = found.get("x509certMulti", {}).get("signing") or []
        certificate = found.get("x509cert") or (many[0] if many else "")
        told = (found["entityId"], found["singleSignOnService"]["url"], certificate)
    except FAULTS as fault:
        raise ValueError("not metadata") from fault
    return dict(zip(("issuer", "sso_url", "certificate"), map(str, told), strict=True))


def _settings(connection: SignInConnection, entity_id: str, acs: str) -> OneLogin_Saml2_Settings:
    return OneLogin_Saml2_Settings(
        {
            "strict": True,
            "debug": False,
            "sp": {
                "entityId": entity_id,
                "assertionConsumerService": {"url": acs, "binding": Words.BINDING_HTTP_POST},
                "NameIDFormat": Words.NAMEID_UNSPECIFIED,
            },
            "idp": {
                "entityId": connection.issuer,
                "singleSignOnService": {"url": connection.sso_url, "binding": Words.BINDING_HTTP_REDIRECT},
                "x509cert": connection.certificate,
            },
            "security": {
                "wantAssertionsSigned": True,
                "wantNameId": True,
                "wantAttributeStatement": False,
                "requestedAuthnContext": False,
                "rejectUnsolicitedResponsesWithInResponseTo": True,
                "rejectDeprecatedAlgorithm": True,
                "allowSingleLabelDomains": not settings.PRODUCTION,
            },
        },
        sp_validation_only=not connection.certificate,
    )
