"""Who may be signed in, asked at every sign-in and again at every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from accounts.access import may_sign_in
from accounts.sessions import read_along


class SignInBackend(AuthenticationBackend):
    """allauth's backend (by e-mail, equally slow for unknown addresses) that also knows when access ends.

    Django asks it for the session's person too, so a deactivated person or an auditor past the last day
    is nobody from the next request on.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return may_sign_in(user, timezone.now())

    def get_user(self, user_id: Any) -> Any:
        """The session's person; the one read along with the session is not read again."""
        person = read_along(user_id)
        if person is None:
            return super().get_user(user_id)
        return person if self.user_can_authenticate(person) else None
