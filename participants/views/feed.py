"""The calendar feed: read by programs that know its secret, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from accounts.actions.calendar_feeds import reader_of
from participants import feeds


class CalendarFeedView(View):
    """An unknown secret is like an address that does not exist."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        now = timezone.now()
        reader = reader_of(secret, now)
        if reader is None:
            raise Http404("There is no such calendar.")
        body = feeds.calendar_of(feeds.entries_of(reader, now), now)
        headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
        return HttpResponse(body, content_type=feeds.CONTENT_TYPE, headers=headers)
