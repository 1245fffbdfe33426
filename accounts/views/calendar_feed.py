"""The buttons of one's calendar feed, on the page of one's settings."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.actions import calendar_feeds
from accounts.forms.staff import NoFieldsForm
from accounts.views.own import PostedForm


@method_decorator(never_cache, name="dispatch")
class FeedMakeView(PostedForm):
    """Shows the address in the answer itself, once; it is kept nowhere."""

    form_class = NoFieldsForm

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return calendar_feeds.make_feed(person=self.request.user, **who)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        _feed, secret = self.done
        address = settings.SITE_URL.rstrip("/") + reverse("calendar-feed", args=[secret])
        return self.response_class(self.request, "accounts/feed_made.html", {"address": address})


class FeedEndView(PostedForm):
    form_class = NoFieldsForm
    success_message = "The calendar feed is ended."

    def act(self, data: dict[str, Any], **who: Any) -> None:
        calendar_feeds.end_feed(person=self.request.user, **who)
