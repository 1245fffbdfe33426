"""What follows when somebody takes back an e-mail that was written. Apps say so for their rows, in `ready()`:

    undoing.register("participants.letter", after)          # after(message)

It runs in the transaction of the undo, once the message will not leave.
"""

from collections.abc import Callable

from portal.outbox.models import OutboundMessage

After = Callable[[OutboundMessage], None]

_after: dict[str, After] = {}


def register(about_type: str, after: After) -> None:
    _after[about_type] = after


def undone(message: OutboundMessage) -> None:
    """Tell the app whose row the message is about."""
    if (after := _after.get(message.about_type)) is not None:
        after(message)
