"""The mails of an installation for trying out, for a browser on its machine; anywhere else there is no such page."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView

from portal.outbox import mailbox

# What somebody else wrote is shown without scripts, forms, links to elsewhere or pictures from elsewhere.
SEALED_OFF: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


@method_decorator(never_cache, name="dispatch")
class MailboxDoor(TemplateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not mailbox.is_open(request):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def mail(self) -> mailbox.Mail:
        found = mailbox.find(self.kwargs["name"], self.kwargs["number"])
        if found is None:
            raise Http404
        return found


class MailboxView(MailboxDoor):
    template_name = "outbox/mailbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mails=list(mailbox.latest()), **kwargs)


class MailView(MailboxDoor):
    template_name = "outbox/mail_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mail=self.mail(), **kwargs)


@method_decorator(xframe_options_sameorigin, name="dispatch")
class MailPartView(MailboxDoor):
    """The HTML part by itself, for the frame of the mail's page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(self.mail().html, headers={"Content-Security-Policy": SEALED_OFF})
