"""The notification center and the bell: one's own news, for staff and participants' users alike."""

from typing import Any, Final

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.views.generic import TemplateView, View

from portal.outbox import center
from portal.outbox.actions.mark_read import mark_all_read, mark_read
from portal.outbox.models import Notification
from portal.web import keyset

PAGE_SIZE: Final = 20
LATEST: Final = 8
VIEWS: Final = {"all": "All", "unread": "Unread"}


def chosen_view(request: HttpRequest) -> str:
    wanted = request.GET.get("view", "")
    return wanted if wanted in VIEWS else "all"


def back_to_list(request: HttpRequest) -> HttpResponseRedirect:
    """The list as it was looked at; a button's address carries its filter and page."""
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("outbox:notification-list") + (f"?{query}" if query else ""))


class NotificationListView(LoginRequiredMixin, TemplateView):
    """Newest first, grouped by record; what went out of sight is told by its reference only."""

    template_name = "outbox/notification_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view, asked = chosen_view(self.request), self.request.GET
        rows = Notification.objects.visible_to(self.request.user)
        rows = rows.unread() if view == "unread" else rows
        page = keyset.paginate(
            rows.newest_of_each_record().told(),
            ("-id",),
            after=asked.get("after", ""),
            before=asked.get("before", ""),
            size=PAGE_SIZE,
        )
        return super().get_context_data(
            page=page,
            groups=center.groups_of(self.request.user, page.rows, rows),
            unread=center.unread_of(self.request.user),
            view=view,
            views=VIEWS,
            **kwargs,
        )


class LatestView(LoginRequiredMixin, TemplateView):
    """What the bell's popover shows: the latest lines about different records."""

    template_name = "outbox/_latest.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        heads = list(Notification.objects.visible_to(user).newest_of_each_record().told().order_by("-pk")[:LATEST])
        about = center.abouts(user, heads)
        return super().get_context_data(heads=[(head, about[head.about_ref]) for head in heads], **kwargs)


class UnreadView(View):
    """The bell's number, asked for every half minute by every open page: one small statement, often no body.

    Signed out it answers 401 instead of leading to the sign-in page, so that the page stops asking.
    """

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponse(status=401)
        unread = center.unread_of(request.user)
        tag = f'"{salted_hmac("portal.outbox.bell", f"{request.user.pk} {unread}").hexdigest()[:20]}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
        response = JsonResponse({"unread": unread.count, "words": unread.words}, headers=headers)
        return get_conditional_response(request, etag=tag, response=response)


class OwnNotification(LoginRequiredMixin, View):
    """A button about one of one's own notifications; everybody else's do not exist."""

    http_method_names = ["post"]

    def notification(self) -> Notification:
        return get_object_or_404(Notification.objects.visible_to(self.request.user), ref=self.kwargs["ref"])


class OpenView(OwnNotification):
    """Reading the record marks all news about it read, and leads to it where it is still visible."""

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        notification = self.notification()
        mark_read(notification=notification, by=request.user, now=timezone.now(), whole_group=True)
        about = center.abouts(request.user, [notification])[notification.about_ref]
        return HttpResponseRedirect(about.url) if about.url else back_to_list(request)


class ReadView(OwnNotification):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        mark_read(notification=self.notification(), by=request.user, now=timezone.now())
        return back_to_list(request)


class ReadAllView(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """`until` names the newest line the person has seen; what came in since stays unread."""
        until = request.POST.get("until", "")
        seen = Notification.objects.visible_to(request.user).filter(ref=until.replace("\x00", "")).first()
        if seen is not None or not until:
            mark_all_read(by=request.user, now=timezone.now(), until=seen)
        return back_to_list(request)
