"""SAML against a provider made for the test: signed answers to our own question get in, whatever else does not."""

import base64
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.test import Client
from django.utils import timezone
from lxml import etree

from accounts.models import User
from participants import saml
from participants.models import SignInAttempt, SignInConnection, SignInDomain, SignInIdentity

pytestmark = pytest.mark.django_db
IDP = "https://login.prairielantern.example/saml"
SAML = "urn:oasis:names:tc:SAML:2.0:"


def certified() -> tuple[bytes, str]:
    """A key and the bare text of its certificate."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "provider")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    signed = made.not_valid_after(datetime(2060, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return pem, base64.b64encode(signed.public_bytes(serialization.Encoding.DER)).decode()


KEY, CERTIFICATE = certified()
OTHER_KEY, _ = certified()


@pytest.fixture
def on(lantern: SimpleNamespace, member: User, supervisor: User, settings: Any, now: datetime) -> SignInConnection:
    settings.SITE_URL, settings.ACCOUNT_RATE_LIMITS = "http://testserver", {}
    confirmed = {"confirmed_at": now, "confirmed_by": supervisor}
    SignInDomain.objects.create(participant=lantern.participant, domain="prairielantern.example", **confirmed)
    return SignInConnection.objects.create(
        participant=lantern.participant,
        name="Directory",
        protocol="saml",
        state="on",
        issuer=IDP,
        sso_url=f"{IDP}/sso",
        certificate=CERTIFICATE,
        tested_at=now,
    )


def leave(client: Client) -> dict[str, str]:
    """Our question: its ID, and the state that comes back beside the answer."""
    url = client.post("/sign-in/company/", {"email": "analyst@prairielantern.example"}).context["url"]
    asked = parse_qs(urlsplit(url).query)
    question = etree.fromstring(zlib.decompress(base64.b64decode(asked["SAMLRequest"][0]), -15))
    return {"id": question.get("ID"), "state": asked["RelayState"][0]}


def stamp(seconds: int = 0) -> str:
    return (timezone.now() + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def answer(connection: SignInConnection, asked: str, key: bytes | None = KEY, **bent: Any) -> Any:
    """A response with a signed assertion."""
    base = f"http://testserver/sign-in/company/{connection.ref}"
    told = {
        "audience": f"{base}/", "acs": f"{base}/acs/", "issuer": IDP, "subject": "s-1", "until": stamp(300),
        "email": "analyst@prairielantern.example", "id": f"_{asked[-20:]}", "question": asked,
    } | bent  # fmt: skip
    outer, inner = told["question"], told.get("inner", told["question"])
    reply, inner_reply = (f' InResponseTo="{one}"' if one else "" for one in (outer, inner))
    text = f"""<samlp:Response xmlns:samlp="{SAML}protocol" xmlns:saml="{SAML}assertion" ID="_r{
        told["id"]
    }" Version="2.0"
 IssueInstant="{stamp()}" Destination="{told["acs"]}"{reply}><saml:Issuer>{told["issuer"]}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="{SAML}status:Success"/></samlp:Status>
<saml:Assertion ID="{told["id"]}" Version="2.0" IssueInstant="{stamp()}"><saml:Issuer>{told["issuer"]}</saml:Issuer>
<saml:Subject><saml:NameID Format="{SAML}nameid-format:persistent">{told["subject"]}</saml:NameID>
<saml:SubjectConfirmation Method="{SAML}cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{told["until"]}"
 Recipient="{told["acs"]}"{inner_reply}/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{stamp(-60)}" NotOnOrAfter="{told["until"]}"><saml:AudienceRestriction><saml:Audience>{
        told["audience"]
    }</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{stamp()}" SessionIndex="1"><saml:AuthnContext><saml:AuthnContextClassRef>{
        SAML
    }ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="email"><saml:AttributeValue>{told["email"]}</saml:AttributeValue>
</saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>"""
    tree = etree.fromstring(text)
    return signed(tree, key) if key else tree


def assertion_of(tree: Any) -> Any:
    return tree.find(f"{{{SAML}assertion}}Assertion")


def signed(tree: Any, key: bytes) -> Any:
    assertion = assertion_of(tree)
    xmlsec.tree.add_ids(assertion, ["ID"])
    node = xmlsec.template.create(assertion, xmlsec.Transform.EXCL_C14N, xmlsec.Transform.RSA_SHA256, ns="ds")
    assertion.insert(1, node)
    reference = xmlsec.template.add_reference(node, xmlsec.Transform.SHA256, uri=f"#{assertion.get('ID')}")
    xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
    xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(key, xmlsec.KeyFormat.PEM)
    context.sign(node)
    return tree


def wrapped(tree: Any) -> Any:
    """Somebody else's assertion stands where the signed one stood, which moves elsewhere."""
    genuine = assertion_of(tree)
    forged = etree.fromstring(etree.tostring(genuine))
    forged.set("ID", "_forged")
    forged.remove(forged.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))
    forged.find(f".//{{{SAML}assertion}}NameID").text = "s-2"
    tree.replace(genuine, forged)
    etree.SubElement(tree, f"{{{SAML}protocol}}Extensions").append(genuine)
    return tree


def post(client: Client, connection: SignInConnection, tree: Any, state: str) -> None:
    """As the browser does it: from elsewhere, so without its session; then it fetches what was said."""
    body = {"SAMLResponse": base64.b64encode(etree.tostring(tree)).decode(), "RelayState": state}
    Client(enforce_csrf_checks=True).post(f"/sign-in/company/{connection.ref}/acs/", body)
    client.get("/sign-in/company/finish/")


def who(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


def test_a_signed_answer_to_our_question_gets_in_once(on: SignInConnection, member: User) -> None:
    client, thief = Client(), Client()
    asked = leave(client)
    tree = answer(on, asked["id"])
    body = {"SAMLResponse": base64.b64encode(etree.tostring(tree)).decode(), "RelayState": asked["state"]}
    Client().post(f"/sign-in/company/{on.ref}/acs/", body)
    thief.get("/sign-in/company/finish/")
    assert who(thief) == ""
    client.get("/sign-in/company/finish/")
    assert who(client) == str(member.pk)
    assert SignInIdentity.objects.get().subject == "s-1"
    again = Client()
    post(again, on, tree, asked["state"])
    assert who(again) == ""
    # The same assertion for another question, were its answer believed, is known already.
    asked = leave(again)
    post(again, on, answer(on, asked["id"], id=assertion_of(tree).get("ID")), asked["state"])
    assert who(again) == ""
    assert SignInAttempt.objects.exclude(assertion="").count() == 1


def test_nothing_else_gets_in(on: SignInConnection, member: User) -> None:
    bends: tuple[dict[str, Any], ...] = (
        {"key": None},
        {"key": OTHER_KEY},
        {"audience": "https://another.example"},
        {"issuer": "https://evil.example"},
        {"until": stamp(-1000)},
        {"acs": "https://another.example/acs/"},
        {"question": "_another"},
        {"question": ""},
        {"inner": ""},
        {"email": "somebody@elsewhere.example"},
    )
    for bent in bends:
        client = Client()
        asked = leave(client)
        post(client, on, answer(on, asked["id"], **bent), asked["state"])
        assert who(client) == "", bent
    client = Client()
    asked = leave(client)
    post(client, on, wrapped(answer(on, asked["id"])), asked["state"])
    assert who(client) == ""
    changed = answer(on, asked["id"])
    changed.find(f".//{{{SAML}assertion}}NameID").text = "s-3"
    client = Client()
    asked = leave(client)
    post(client, on, changed, asked["state"])
    unasked = Client()
    post(unasked, on, answer(on, "_nobody-asked"), "")
    assert who(client) == who(unasked) == ""
    assert not SignInIdentity.objects.exists()


def test_metadata_is_given_and_read(
    on: SignInConnection, org_admin: User, outsider: User, signed_in: Callable[[User], Client]
) -> None:
    address = f"/my/people/sign-in/{on.ref}/metadata/"
    assert signed_in(outsider).get(address).status_code == 404
    told = signed_in(org_admin).get(address).content.decode()
    assert f"/sign-in/company/{on.ref}/acs/" in told
    assert "Prairie" not in told
    text = (
        f'<EntityDescriptor xmlns="{SAML}metadata" entityID="{IDP}"><IDPSSODescriptor'
        f' protocolSupportEnumeration="{SAML}protocol"><KeyDescriptor use="signing"><KeyInfo'
        ' xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>'
        f"{CERTIFICATE}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
        f'<SingleSignOnService Binding="{SAML}bindings:HTTP-Redirect" Location="{IDP}/sso"/></IDPSSODescriptor>'
        "</EntityDescriptor>"
    )
    assert saml.read_metadata(text) == {"issuer": IDP, "sso_url": f"{IDP}/sso", "certificate": CERTIFICATE}
    for bad in ("", "nothing", "<a/>", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'):
        with pytest.raises(ValueError, match="not metadata"):
            saml.read_metadata(bad)
