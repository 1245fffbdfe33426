"""How often one may ask: per person, and per address for whoever is not signed in.

Both read what the middleware found, so they count requests that are then refused as well.
"""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from portal.audit import source


class PersonThrottle(SimpleRateThrottle):
    """Counts a person's requests, by session and by all tokens together."""

    scope = "person"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        user = getattr(request._request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": user.pk}


class AddressThrottle(SimpleRateThrottle):
    """Counts anonymous requests by their address, as found behind the trusted proxies only."""

    scope = "address"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        user = getattr(request._request, "user", None)
        if user is not None and user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": source.address.get() or "unknown"}
