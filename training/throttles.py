"""How often one network may look certificates up, so that numbers and names cannot be tried out."""

from typing import Any

from participants.rules.intake import network_of
from portal.audit import source
from portal.rest.throttles import Counted


class LookUpThrottle(Counted):
    """Counts look-ups by the client's network, signed in or not."""

    scope = "verify"

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.key(network_of(source.address.get()))
