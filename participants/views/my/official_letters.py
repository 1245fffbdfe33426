"""The own company's official letters."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from participants.models import OfficialLetter
from participants.views.my.pages import MyPage
from portal.documents.serving import respond
from portal.web import keyset
from portal.web.doors import MyDoor
from portal.web.views import Scoped

ORDER = ("-issued_at", "-id")


class MyOfficialLettersView(MyPage):
    template_name = "my/official_letters.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        rows = OfficialLetter.objects.visible_to(self.request.user).select_related("registration__role", "document")
        page = keyset.paginate(rows, ORDER, after=query.get("after", ""), before=query.get("before", ""))
        return super().get_context_data(page=page, manager=self.manager, **kwargs)


class MyOfficialLetterView(MyDoor, Scoped, View):
    """One letter as a download."""

    http_method_names = ["get", "head", "options"]
    model = OfficialLetter

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return respond(get_object_or_404(self.scope().select_related("document"), ref=ref).document, to=request.user)
