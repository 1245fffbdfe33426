"""What every endpoint asks before its own question: signed in, and a token that may write."""

from typing import Any, Final

from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request

WRITE: Final = "write"
ADDRESS: Final = "/api/v1/"


class SignedIn(IsAuthenticated):
    """A person, or a token of one; a token of the scope "read" only reads, and one of some nouns opens no other.

    A view that says `only_reads` writes nothing even when it is posted to.
    """

    message = "This token may not do that: it only reads, or opens other nouns."
    code = "token_scope"

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        if request.auth is not None and request.auth.nouns and noun_of(request) not in request.auth.nouns:
            return False
        reads = request.method in SAFE_METHODS or getattr(view, "only_reads", False)
        return reads or request.auth is None or request.auth.scope == WRITE


def noun_of(request: Request) -> str:
    """The noun that the address names; "" for the index and what stands elsewhere."""
    return request.path_info.partition(ADDRESS)[2].partition("/")[0]
