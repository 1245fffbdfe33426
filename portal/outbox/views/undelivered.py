"""What could not be delivered, and the addresses at which mail does not arrive."""

from typing import Any, Final

from django.urls import reverse

from portal.outbox import center, kinds, permissions
from portal.outbox.actions.clear_trouble import clear_trouble
from portal.outbox.actions.retries import retry_all, retry_message
from portal.outbox.models import AddressTrouble, OutboundMessage
from portal.outbox.rechecking import present_address
from portal.outbox.troubles import troubles_of
from portal.outbox.views.operations import WatchDoor
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton, ScopedListView

TROUBLES: Final = 50


class UndeliveredView(WatchDoor, ScopedListView):
    """Newest first. What a message is about is named only where the reader may see it; a sealed text never."""

    model = OutboundMessage
    template_name = "outbox/undelivered.html"
    orders = {"-id": ("-id",)}

    def scope(self) -> Any:
        return super().scope().undelivered().select_related("recipient").defer("sealed", "facts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, rows = self.request.user, kwargs["page"].rows
        about = center.abouts(user, rows)
        in_trouble = troubles_of(present_address(row) for row in rows)
        troubles = AddressTrouble.objects.visible_to(user).open().order_by("-since", "-id")
        lines = [(row, about[row.about_ref], self._standing(row, in_trouble)) for row in rows]
        return super().get_context_data(
            lines=lines,
            troubles=list(troubles[:TROUBLES]),
            may_retry=permissions.can_retry(user),
            **kwargs,
        )

    def _standing(self, row: OutboundMessage, in_trouble: dict[str, AddressTrouble]) -> str:
        """Whether a row can leave again: "sealed", "trouble" or "ready"."""
        if kinds.known(row.kind).sealed:
            return "sealed"
        return "trouble" if present_address(row).lower() in in_trouble else "ready"


class WatchButton(DeskDoor, ActionButton):
    """A button of that page; a refusal is told there."""

    capability = "outbox.retry"
    denial = permissions.RETRIERS

    def get_success_url(self) -> str:
        return reverse("outbox:undelivered")


class RetryView(WatchButton):
    model = OutboundMessage
    success_message = "The message waits in the queue again."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return retry_message(message=self.object, **who)


class RetryAllView(WatchButton):
    success_message = "{done}"

    def act(self, data: dict[str, Any], **who: Any) -> str:
        number = retry_all(**who)
        return f"{number:,} message{'s' if number != 1 else ''} wait{'s' if number == 1 else ''} in the queue again."


class ClearView(WatchButton):
    model = AddressTrouble
    success_message = "Mail to {object.address} is sent again."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return clear_trouble(trouble=self.object, **who)
