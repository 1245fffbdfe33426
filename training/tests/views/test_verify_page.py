"""The public page: a certificate's number verifies, a forged one does not, and nothing more is told."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from training.models import Certificate
from training.tests.factories import CourseFactory
from training.tests.outcome_factories import CertificateFactory
from training.throttles import LookUpThrottle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def certificate(lantern: SimpleNamespace) -> Certificate:
    course = CourseFactory(code="CRR", title="Congestion Revenue Rights")
    return CertificateFactory(contact=lantern.contact, course=course, holder_name="Ana María Kowal")


def address(number: str) -> str:
    return reverse("verify-number", args=[number])


def test_a_number_verifies_and_tells_no_more_than_needed(client: Client, certificate: Certificate) -> None:
    response = client.post(reverse("verify"), {"number": certificate.number.lower().replace("-", " ")})
    assert response["Location"] == address(certificate.number)
    page = client.get(response["Location"])
    text = page.content.decode()
    assert "This certificate is valid" in text
    assert "Congestion Revenue Rights" in text
    assert "A. M. K." in text
    told = (certificate.participant.name, certificate.contact.email, "Kowal", certificate.ref, "Prairie")
    assert [word for word in told if word and word in text] == []
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]


def test_a_forged_number_does_not(client: Client, certificate: Certificate) -> None:
    forged = certificate.number[:-1] + ("A" if certificate.number[-1] != "A" else "B")
    for number in (forged, "MC-2026-000000-00000000", "nonsense", certificate.ref):
        response = client.get(address(number))
        assert response.status_code == 404
        assert "No such certificate" in response.content.decode()
        assert "Congestion" not in response.content.decode()
    assert client.post(reverse("verify"), {"number": "nonsense"}).status_code == 422


def test_expired_and_revoked_ones_say_so_and_no_reason(client: Client, certificate: Certificate) -> None:
    Certificate.objects.filter(pk=certificate.pk).update(expires_on=date(2026, 11, 3), completed_on=date(2025, 1, 1))
    assert "has expired" in client.get(address(certificate.number)).content.decode()
    Certificate.objects.filter(pk=certificate.pk).update(revoked_at="2026-11-20T12:00Z", revoke_reason="Cheated")
    text = client.get(address(certificate.number)).content.decode()
    assert "was revoked" in text
    assert "Cheated" not in text


def test_a_typed_name_is_confirmed_and_never_shown(client: Client, certificate: Certificate) -> None:
    right = client.post(address(certificate.number), {"name": "ana maria kowal"}).content.decode()
    assert "bears this name" in right
    wrong = client.post(address(certificate.number), {"name": "Eve Forger"}).content.decode()
    assert "bears another name" in wrong
    assert "Kowal" not in wrong


def test_people_of_another_company_learn_no_more_than_strangers(
    certificate: Certificate, outsider: User, client: Client
) -> None:
    client.force_login(outsider)
    text = client.get(address(certificate.number)).content.decode()
    assert "This certificate is valid" in text
    assert "Kowal" not in text


def test_a_network_that_tries_numbers_out_has_to_wait(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LookUpThrottle, "rate", "3/min", raising=False)
    answers = [client.get(address(certificate.number)).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    elsewhere = client.get(address(certificate.number), REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 200
