"""Mail that did not arrive: the apps whose news it carried hear of it, each for its own rows.

An app registers in `ready()`:

    returns.register("issues.issue", by_message=..., by_address=...)

`by_message(message, now)` is told of an e-mail of the type that could not be delivered, `by_address(address, now)` that
a provider reported an address, after it had accepted mail for it.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from portal.outbox.models import OutboundMessage

logger = logging.getLogger(__name__)

ByMessage = Callable[[OutboundMessage, datetime], None]
ByAddress = Callable[[str, datetime], None]

_by_message: dict[str, ByMessage] = {}
_by_address: dict[str, ByAddress] = {}


def register(type_: str, *, by_message: ByMessage, by_address: ByAddress) -> None:
    _by_message[type_] = by_message
    _by_address[type_] = by_address


def tell_message(message: OutboundMessage, now: datetime) -> None:
    """One e-mail is given up; whatever an app makes of it never stands in the way of delivery."""
    hear = _by_message.get(message.about_type)
    if hear is not None:
        _safely(lambda: hear(message, now), message.ref)


def tell_address(address: str, now: datetime) -> None:
    """Mail to an address came back."""
    for type_, hear in _by_address.items():
        _safely(lambda hear=hear: hear(address.strip().lower(), now), type_)


def _safely(tell: Callable[[], None], of: str) -> None:
    try:
        with transaction.atomic():
            tell()
    except Exception:
        logger.exception("What came back of %s could not be told.", of)
