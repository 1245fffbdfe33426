"""A second factor for staff: set-up is forced, old sessions end, secrets are unreadable at rest."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as portal_settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.authenticator import code_of
from accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
AUTHENTICATE = "/accounts/2fa/authenticate/"
STAFF = "/staff/"


@pytest.fixture
def secret(manager: User) -> str:
    """The manager's authenticator app."""
    made = generate_totp_secret()
    TOTP.activate(manager, made)
    RecoveryCodes.activate(manager)
    return made


def sign_in(client: Client, person: User) -> Any:
    return client.post(LOGIN, {"login": person.email, "password": PASSWORD})


def test_without_a_factor_staff_reach_nothing_but_its_set_up(client: Client, manager: User) -> None:
    assert sign_in(client, manager).url == "/"
    for path in ("/", STAFF, "/settings/", "/settings/tokens/add/", "/participants/", "/admin/", "/accounts/sessions/"):
        assert client.get(path).url == "/accounts/2fa/", path
    assert client.post("/settings/tokens/add/", {"name": "x", "scope": "read", "days": 1}).url == "/accounts/2fa/"
    for path in ("/accounts/2fa/", "/accounts/email/", "/accounts/logout/"):
        assert client.get(path).status_code == 200, path


def test_the_api_says_so_in_its_own_words(client: Client, manager: User) -> None:
    sign_in(client, manager)
    answer = client.get("/api/v1/participants/")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert "second factor" in answer.json()["detail"]


def test_a_partial_request_moves_the_whole_page(client: Client, manager: User) -> None:
    sign_in(client, manager)
    answer = client.get(STAFF, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/accounts/2fa/"


def test_setting_one_up_leads_to_signing_in_again(client: Client, manager: User) -> None:
    sign_in(client, manager)
    page = client.get("/accounts/2fa/totp/activate/", follow=True)
    confirm = page.redirect_chain[-1][0]
    client.post(confirm, {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    made = page.context["form"].secret
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(made)})
    assert done.url == "/accounts/2fa/recovery-codes/"
    assert client.get(done.url).status_code == 200
    # The session began without the factor, so it opens nothing; also not the way to remove the factor again.
    assert client.get("/accounts/2fa/totp/deactivate/").url.startswith(LOGIN)
    assert "_auth_user_id" not in client.session
    sign_in(client, manager)
    assert client.post(AUTHENTICATE, {"code": code_of(made)}).url == "/"
    assert client.get(STAFF).status_code == 200


def test_setting_one_up_ends_the_sessions_elsewhere(
    client: Client, manager: User, django_capture_on_commit_callbacks: Any
) -> None:
    stranger = Client()
    for one in (client, stranger):
        sign_in(one, manager)
        one.get("/accounts/2fa/")
    client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/reauthenticate/?next=/accounts/2fa/totp/activate/", {"password": PASSWORD})
    made = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/accounts/2fa/totp/activate/", {"code": code_of(made)}).status_code == 302
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200
    assert stranger.get("/accounts/2fa/recovery-codes/").url.startswith(LOGIN)


def test_a_session_from_before_the_set_up_must_sign_in_again(client: Client, manager: User, request: Any) -> None:
    client.force_login(manager)
    request.getfixturevalue("secret")
    answer = client.get(STAFF)
    assert answer.url == f"{LOGIN}?next={STAFF}"
    assert "_auth_user_id" not in client.session


def test_a_password_alone_opens_nothing(client: Client, manager: User, secret: str) -> None:
    assert sign_in(client, manager).url == AUTHENTICATE
    assert client.get(STAFF).url.startswith(LOGIN)
    assert client.post(AUTHENTICATE, {"code": "000000"}).status_code == 200
    assert client.post(AUTHENTICATE, {"code": code_of(secret)}).url == "/"
    assert client.get(STAFF).status_code == 200


def test_a_code_of_the_app_works_once(manager: User, secret: str) -> None:
    code = code_of(secret)
    first, second = Client(), Client()
    sign_in(first, manager)
    sign_in(second, manager)
    assert first.post(AUTHENTICATE, {"code": code}).status_code == 302
    assert second.post(AUTHENTICATE, {"code": code}).status_code == 200
    assert "_auth_user_id" not in second.session


def test_recovery_codes_replace_a_lost_phone(client: Client, manager: User, secret: str) -> None:
    codes = RecoveryCodes(Authenticator.objects.get(user=manager, type="recovery_codes"))
    code = codes.get_unused_codes()[0]
    sign_in(client, manager)
    assert client.post(AUTHENTICATE, {"code": code}).url == "/"
    assert client.get(STAFF).status_code == 200
    codes.instance.refresh_from_db()
    assert code not in codes.get_unused_codes()


def test_a_factor_removed_is_a_factor_missing(client: Client, manager: User, secret: str) -> None:
    sign_in(client, manager)
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    Authenticator.objects.filter(user=manager).delete()
    assert client.get(STAFF).url == "/accounts/2fa/"


def test_secrets_are_unreadable_at_rest(manager: User, secret: str) -> None:
    totp = Authenticator.objects.get(user=manager, type="totp")
    codes = Authenticator.objects.get(user=manager, type="recovery_codes")
    assert secret not in str(totp.data)
    assert totp.data["secret"].startswith("gAAAA")
    assert codes.data["seed"].startswith("gAAAA")
    assert TOTP(totp).validate_code(code_of(secret))


def test_guessing_codes_of_the_app_is_limited(client: Client, manager: User, secret: str) -> None:
    sign_in(client, manager)
    for _ in range(6):
        client.post(AUTHENTICATE, {"code": "000000"})
    assert client.post(AUTHENTICATE, {"code": code_of(secret)}).status_code != 302


def test_participants_users_may_but_need_not(client: Client, member: User) -> None:
    sign_in(client, member)
    assert client.get("/settings/").status_code == 200


def test_passkeys_are_offered(client: Client) -> None:
    assert "webauthn" in portal_settings.MFA_SUPPORTED_TYPES
    assert portal_settings.MFA_PASSKEY_LOGIN_ENABLED
    assert b"passkey" in client.get(LOGIN).content
    options = client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert "challenge" in str(options)


def test_production_insists_on_a_secure_origin() -> None:
    assert portal_settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN != portal_settings.PRODUCTION
