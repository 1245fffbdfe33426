"""How often one may ask: per person, and per address for whoever is not signed in.

Both read what the middleware found, so they count requests that are then refused as well.
"""

import logging
from typing import Any

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from portal.audit import source

logger = logging.getLogger(__name__)


class Counted(SimpleRateThrottle):
    """Without the cache nothing can be counted; the API then goes on rather than down."""

    def allow_request(self, request: Request, view: Any) -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError:
            logger.warning("requests are not counted: the cache does not answer")
            return True

    def person(self, request: Request) -> Any:
        """Whoever the middleware found, None for nobody."""
        user = getattr(request._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    def key(self, ident: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": ident}


class PersonThrottle(Counted):
    """Counts a person's requests, by session and by all tokens together."""

    scope = "person"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        person = self.person(request)
        return self.key(person.pk) if person else None


class AddressThrottle(Counted):
    """Counts anonymous requests by their address, as found behind the trusted proxies only."""

    scope = "address"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        return None if self.person(request) else self.key(source.address.get() or "unknown")
