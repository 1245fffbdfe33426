"""What every endpoint asks before its own question: signed in, and a token that may write."""

from typing import Any, Final

from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request

WRITE: Final = "write"


class SignedIn(IsAuthenticated):
    """A person, or a token of one; a token of the scope "read" only reads.

    A view that says `only_reads` writes nothing even when it is posted to.
    """

    message = "This token may only read."
    code = "token_scope"

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        reads = request.method in SAFE_METHODS or getattr(view, "only_reads", False)
        return reads or request.auth is None or request.auth.scope == WRITE
