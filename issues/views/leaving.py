"""Leaving an issue from the mail itself, also signed out and by the mail program's own button (RFC 8058)."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import View

from issues import leaving
from issues.actions.following import leave_by_link
from issues.models import Watcher
from portal.scoping import wall

ONE_CLICK: Final = {"List-Unsubscribe": "One-Click"}
PAGE: Final = "issues/leave.html"


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class LeaveView(View):
    """Whoever holds the link may do this one thing. The page names neither person nor issue: links get forwarded.

    Mail programs post without our token, so exactly their body needs none; the button of our page does.
    """

    http_method_names = ["get", "head", "post", "options"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.watcher = self._named(kwargs["token"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asks only: programs that look links up in advance must stop nothing."""
        return render(request, PAGE, {"done": self.watcher.left_at is not None})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.dict() == ONE_CLICK and not request.FILES:
            return self._leave(request)
        return csrf_protect(self._leave)(request)

    def _leave(self, request: HttpRequest) -> HttpResponse:
        leave_by_link(watcher=self.watcher, now=timezone.now())
        return render(request, PAGE, {"done": True})

    def _named(self, token: str) -> Watcher:
        """The follower of the link; one plain 404 for whatever this installation did not write."""
        key = leaving.read(token)
        with wall.as_operator("find the follower that the link of a mail names"):
            rows = Watcher.objects.select_related("issue__participant")
            watcher = rows.filter(pk=key).first() if key else None
        if watcher is None:
            raise Http404
        return watcher
