"""Where the portal differs from allauth: by invitation only, mails out of the request, secrets encrypted."""

from functools import cached_property
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import clear_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts import mail, sign_in_gates
from accounts.access import may_sign_in
from accounts.actions.tokens import drop_tokens
from portal.audit import source
from portal.lifecycle.ciphers import field_cipher

UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - a peer without an address (a unix socket); all of them share limits


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in pages. Nobody signs up without an invitation, which has its own page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Also one-time codes and passkeys open nothing once access has ended."""
        if not may_sign_in(user, timezone.now()):
            user.is_active = False
        if reason := sign_in_gates.refusal(request, user):
            clear_authentication_records(request)
            messages.error(request, reason)
            return HttpResponseRedirect(reverse("account_login"))
        return super().pre_login(request, user, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home") if request.user.is_staff else reverse("my-home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends what may have been made with the old one: other sessions and all API tokens."""
        user.set_password(password)
        user.save(update_fields=["password"])
        drop_tokens(user=user, by=user, now=timezone.now(), reason="The password was changed.")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under our own address, whatever host the request claimed."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL.rstrip("/") + path.replace("UID-KEY", key)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address that the audit trail keeps: forwarding headers count only behind our own proxies."""
        return source.address.get() or UNKNOWN_ADDRESS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Known and unknown addresses cost the same: a mail is drawn and a row written for both.

        To an address that has no account nothing is sent, so nobody can flood strangers through us.
        """
        message = self.render_mail(template_prefix, email, {"request": self.request, "email": email} | context)
        known = template_prefix != "account/email/unknown_account"
        mail.post_sign_in(message, now=timezone.now(), known=known)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted at rest."""

    @cached_property
    def _cipher(self) -> MultiFernet:
        return field_cipher(settings.FIELD_KEY)

    def encrypt(self, text: str) -> str:
        return self._cipher.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._cipher.decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}
