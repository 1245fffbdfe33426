"""Who asks: the person whom the middleware has already found by session or by token."""

from typing import Any, Final

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

SCHEME: Final = "Token"
REFUSED: Final = "This token is unknown, expired or revoked."


class SignedInAuthentication(SessionAuthentication):
    """The wall needs the person before any view runs, so nothing is looked up here.

    A session proves itself with the CSRF token at every unsafe request; a token of the API needs none,
    because no browser sends it by itself.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        found = request._request
        if getattr(found, "token_refused", False):
            raise AuthenticationFailed(REFUSED)
        user = getattr(found, "user", None)
        if user is None or not user.is_authenticated or not user.is_active:
            return None
        token = getattr(found, "api_token", None)
        if token is None:
            self.enforce_csrf(request)
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="api"'
