"""What could not be delivered, and the addresses at which mail does not arrive."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from portal.lifecycle.refusals import Refused
from portal.outbox import center, kinds, permissions
from portal.outbox.actions.clear_trouble import clear_trouble
from portal.outbox.actions.retries import retry_all, retry_message
from portal.outbox.models import AddressTrouble, OutboundMessage
from portal.outbox.rechecking import present_address
from portal.outbox.troubles import troubles_of
from portal.outbox.views.operations import WatchDoor
from portal.web.doors import DeskDoor
from portal.web.views import ScopedListView

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


class WatchButton(DeskDoor, View):
    """A button of that page; a refusal is told there."""

    http_method_names = ["post"]
    capability = "outbox.retry"
    denial = permissions.RETRIERS
    model: Any = None

    def post(self, request: HttpRequest, ref: str = "") -> HttpResponse:
        row = get_object_or_404(self.model.objects.visible_to(request.user), ref=ref) if ref else None
        try:
            messages.success(request, self.act(row, by=request.user, now=timezone.now()))
        except Refused as refusal:
            messages.error(request, refusal.reason)
        return HttpResponseRedirect(reverse("outbox:undelivered"))

    def act(self, row: Any, **who: Any) -> str:
        """Call the action and return what to tell."""
        raise NotImplementedError("A button of this page calls its action.")


class RetryView(WatchButton):
    model = OutboundMessage

    def act(self, row: OutboundMessage, **who: Any) -> str:
        retry_message(message=row, **who)
        return "The message waits in the queue again."


class RetryAllView(WatchButton):
    def act(self, row: None, **who: Any) -> str:
        number = retry_all(**who)
        return f"{number:,} message{'s' if number != 1 else ''} wait{'s' if number == 1 else ''} in the queue again."


class ClearView(WatchButton):
    model = AddressTrouble

    def act(self, row: AddressTrouble, **who: Any) -> str:
        clear_trouble(trouble=row, **who)
        return f"Mail to {row.address} is sent again."
