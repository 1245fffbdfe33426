"""Files that go along with a mail. Apps say so for mails about their rows, in `ready()`:

enclosing.register("participants.meetingguest", enclosed)     # enclosed(message, row) -> Enclosure | None
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.outbox.models import OutboundMessage


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A text file; mail programs find it as another form of the mail (an invitation, say) and as an attachment."""

    name: str
    content: str
    mimetype: str


Enclosed = Callable[[OutboundMessage, Any], Enclosure | None]

_enclosed: dict[str, Enclosed] = {}


def register(about_type: str, enclosed: Enclosed) -> None:
    """Mails about rows of this type bring along what `enclosed(message, row)` gives; asked inside the reader's wall."""
    _enclosed[about_type] = enclosed


def of(message: OutboundMessage, row: Any) -> Enclosure | None:
    """What goes along with a mail about a row."""
    make = _enclosed.get(message.about_type)
    return make(message, row) if make is not None and row is not None else None
