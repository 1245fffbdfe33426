"""Where an answer to a mail goes. Apps say so for mails about their rows, in `ready()`:

    replying.register("issues.issue", address_of_an_answer)     # address_of_an_answer(message) -> str

An empty answer leaves it to the mail itself: what a person wrote is answered to that person, anything else to From.
"""

from collections.abc import Callable

from portal.outbox.models import OutboundMessage

Address = Callable[[OutboundMessage], str]

_addresses: dict[str, Address] = {}


def register(about_type: str, address: Address) -> None:
    """Mails about rows of this type are answered to `address(message)`; it may be asked inside of a wall."""
    _addresses[about_type] = address


def reply_to(message: OutboundMessage) -> list[str] | None:
    """The Reply-To of a mail; None where it needs none."""
    address = _addresses.get(message.about_type)
    chosen = address(message) if address is not None else ""
    if chosen:
        return [chosen]
    return [message.written_by.email] if message.written_by is not None else None
