"""What higher storeys say against a sign-in by password, code or passkey, once it was proven."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest

Gate = Callable[[HttpRequest, Any], str]

_gates: Final[list[Gate]] = []


def register(gate: Gate) -> None:
    """A gate answers with the reason why the person may not come in this way; "" lets pass."""
    if gate not in _gates:
        _gates.append(gate)


def refusal(request: HttpRequest, user: Any) -> str:
    """The first reason against it; "" without any."""
    return next((reason for gate in _gates if (reason := gate(request, user))), "")
