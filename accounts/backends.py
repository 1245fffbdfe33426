"""Who may be signed in, asked at every sign-in and again at every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from accounts.access import may_sign_in
from accounts.models import User
from accounts.sessions import read_along
from portal.scoping.prepared import Prepared

PERSON = Prepared(lambda key: User.objects.filter(pk=key).order_by())


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
            person = PERSON.first(key=user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
