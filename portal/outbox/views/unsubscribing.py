"""Stopping a kind of mail from the mail itself, also signed out and by the mail program's own button (RFC 8058)."""

from typing import Any, Final

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import View

from portal.lifecycle.refusals import Refused
from portal.outbox import kinds, unsubscribing
from portal.outbox.actions.preferences import NO_CHOICE, stop_mail

ONE_CLICK: Final = {"List-Unsubscribe": "One-Click"}
PAGE: Final = "outbox/unsubscribe.html"


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class UnsubscribeView(View):
    """Whoever holds the link may do this one thing. The page names nobody, since links get forwarded.

    Mail programs post without our token, so exactly their body needs none; the button of our page does.
    """

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user, self.kind = self._named(kwargs["token"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asks only: programs that look links up in advance must stop nothing."""
        reason = "" if self.kind.optional else NO_CHOICE
        return render(request, PAGE, {"kind": self.kind, "reason": reason}, status=409 if reason else 200)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.dict() == ONE_CLICK and not request.FILES:
            return self._stop(request)
        return csrf_protect(self._stop)(request)

    def _stop(self, request: HttpRequest) -> HttpResponse:
        try:
            stop_mail(user=self.user, kind=self.kind.code, by=self.user, now=timezone.now())
        except Refused as refusal:
            return render(request, PAGE, {"kind": self.kind, "reason": refusal.reason}, status=409)
        return render(request, PAGE, {"kind": self.kind, "done": True})

    def _named(self, token: str) -> tuple[Any, kinds.Kind]:
        """The person and kind of the link; one plain 404 for whatever this installation did not write."""
        user_id, code = unsubscribing.read(token) or (0, "")
        user = get_user_model()._default_manager.filter(pk=user_id, is_active=True).first() if user_id else None
        kind = next((one for one in kinds.every() if one.code == code and one.choosable), None)
        if user is None or kind is None:
            raise Http404
        return user, kind
