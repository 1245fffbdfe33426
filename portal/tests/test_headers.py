"""What every answer carries, whatever it answers; and what production insists on."""

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings as project
from django.test import Client

from accounts.models import User
from accounts.tests.factories import PASSWORD
from participants.models import Participant

STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_SECRET_KEY": "k4Yw8bQ2vX6nZ1mR9tL3cF7jH5sD0aPqUeWiOyTgBxVzNrMkCfDhEjGlIo",
    "PORTAL_FIELD_KEY": "h7Gd2kS9fJ4lQ1wE8rT5yU0iO3pZ6xC8vB2nM5aLsKdJfHgQwErTyUiOpAz",
    "PORTAL_HOSTS": "portal.example",
    "PORTAL_SITE_URL": "https://portal.example",
    "DATABASE_URL": "postgres://portal:unused@localhost/portal",
    "REDIS_URL": "redis://localhost/0",
}


def policy_of(answer: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts if name}


def assert_guarded(answer: Any) -> None:
    assert policy_of(answer) == STRICT
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", 200),
        ("/participants/", 200),
        ("/participants/?export=csv", 200),
        ("/no-such-page/", 404),
        ("/participants/MP-NOTHING/", 404),
        ("/my/", 404),
        ("/admin/", 200),
        ("/admin/nothing/", 404),
        ("/api/v1/participants/", 200),
        ("/api/v1/nothing/", 404),
        ("/api/v1/schema/", 200),
        ("/api/docs/", 200),
        ("/accounts/2fa/", 200),
        ("/healthz", 200),
    ],
)
def test_every_answer_is_guarded(path: str, code: int, supervisor: User, signed_in: Any) -> None:
    answer = signed_in(supervisor).get(path)
    assert answer.status_code == code
    assert_guarded(answer)


@pytest.mark.django_db
def test_refusals_and_faults_are_guarded_too(
    colleague: User, lantern: SimpleNamespace, signed_in: Any, client: Client
) -> None:
    refused = signed_in(colleague).get(f"/participants/{lantern.participant.ref}/change/")
    assert refused.status_code == 403
    assert_guarded(refused)
    assert_guarded(client.get("/accounts/login/"))
    assert_guarded(client.get("/participants/"))
    unforged = Client(enforce_csrf_checks=True)
    forged = unforged.post("/accounts/login/", {"login": colleague.email, "password": PASSWORD})
    assert forged.status_code == 403
    assert_guarded(forged)
    broken = signed_in(colleague)
    broken.raise_request_exception = False
    with patch.object(Participant.objects, "visible_to", side_effect=RuntimeError("secret of the code")):
        fault = broken.get(f"/participants/{lantern.participant.ref}/people/")
    assert fault.status_code == 500
    assert b"secret of the code" not in fault.content
    assert_guarded(fault)


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(supervisor: User, client: Client) -> None:
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": supervisor.email, "password": PASSWORD})
    for name in (project.SESSION_COOKIE_NAME, project.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py in an environment that holds nothing but what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "PORTAL_DATA") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=project.BASE_DIR,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_deployment_checks_are_silent_in_production() -> None:
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout


@pytest.mark.parametrize("missing", ["PORTAL_SECRET_KEY", "PORTAL_FIELD_KEY"])
def test_production_does_not_start_without_its_secrets(missing: str) -> None:
    checked = manage("check", **{name: value for name, value in PRODUCTION.items() if name != missing})
    assert checked.returncode != 0
    assert missing in checked.stderr


def test_production_sends_cookies_over_tls_only() -> None:
    told = manage("diffsettings", "--output", "unified", **PRODUCTION).stdout
    for line in ("SESSION_COOKIE_SECURE = True", "CSRF_COOKIE_SECURE = True", "SECURE_SSL_REDIRECT = True"):
        assert f"+ {line}" in told
    assert "+ DEBUG = True" not in told
