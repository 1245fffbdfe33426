"""The demo's sign-in connection and mail domain under the names by which addresses call for them."""

from typing import Any

from participants.models import SignInConnection, SignInDomain


def sign_in_rows() -> dict[str, Any]:
    return {
        "sign_in_connection": SignInConnection.objects.first(),
        "sign_in_domain": SignInDomain.objects.waiting().first(),
    }
