"""Ten thousand queued mails to a sink on this machine."""

from portal.bench.measures.undoing import undone
from portal.lifecycle.refusals import Refused
from portal.outbox.choices import MessageState
from portal.outbox.measuring import measure_mails
from portal.outbox.models import OutboundMessage


def measure_outbox(count: int) -> dict[str, float]:
    """Mail that waits already is kept out of the way, and waits again afterwards."""
    with undone():
        waiting = OutboundMessage.objects.filter(state__in=[MessageState.QUEUED, MessageState.SENDING])
        waiting.update(state=MessageState.DROPPED)
        found = measure_mails(count)
    if found.accepted != count:
        raise Refused(f"{count - found.accepted} of {count} mails did not arrive.")
    return {"mails": found.accepted / found.busy}
