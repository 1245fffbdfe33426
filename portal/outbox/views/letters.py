"""What one wrote oneself: where each e-mail is, and taking it back while it still waits."""

from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from portal.outbox import center
from portal.outbox.actions.undo import undo
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton, ScopedListView

VIEWS: Final = {
    "": ("All", ()),
    "waiting": ("Waiting", (MessageState.QUEUED, MessageState.SENDING)),
    "sent": ("Sent", (MessageState.SENT,)),
    "undone": ("Taken back", (MessageState.UNDONE,)),
    "failed": ("Failed", (MessageState.FAILED, MessageState.DROPPED)),
}
TONES: Final = {
    MessageState.QUEUED: "info",
    MessageState.SENDING: "info",
    MessageState.SENT: "good",
    MessageState.FAILED: "bad",
    MessageState.DROPPED: "bad",
}


def own_letters(user: Any) -> QuerySet:
    """Also whoever may watch every message sees only the own ones here."""
    return OutboundMessage.objects.visible_to(user).written_by(user).defer("sealed", "facts")


def may_show_address(row: OutboundMessage, about: center.About) -> bool:
    """Not of a letter whose participant went out of the writer's sight: the address would name it."""
    return not row.about_ref or bool(about.name)


class LetterListView(DeskDoor, ScopedListView):
    template_name = "outbox/letter_list.html"
    orders = {"-id": ("-id",)}

    def scope(self) -> QuerySet:
        rows = own_letters(self.request.user)
        states = VIEWS[self.chosen()][1]
        return rows.filter(state__in=states) if states else rows

    def chosen(self) -> str:
        wanted = self.request.GET.get("state", "")
        return wanted if wanted in VIEWS else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = kwargs["page"].rows
        about = center.abouts(self.request.user, rows)
        return super().get_context_data(
            lines=[self.line(row, about[row.about_ref]) for row in rows],
            latest=rows[0] if rows else None,
            undo_seconds=settings.OUTBOX_UNDO_SECONDS,
            views=[(key, label) for key, (label, _) in VIEWS.items()],
            chosen=self.chosen(),
            **kwargs,
        )

    def line(self, row: OutboundMessage, about: center.About) -> tuple[Any, ...]:
        return row, about, TONES.get(row.state, "neutral"), row.address if may_show_address(row, about) else ""


class LetterUndoView(DeskDoor, ActionButton):
    """Ten seconds may be over before the click arrives: then it says so."""

    model = OutboundMessage
    success_message = "Taken back: it does not leave."

    def scope(self) -> QuerySet:
        return own_letters(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return undo(message=self.object, **who)

    def get_success_url(self) -> str:
        return page_before(self.request)


def page_before(request: HttpRequest) -> str:
    """The page with the button, if it is one of ours."""
    target = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else reverse("outbox:letter-list")
