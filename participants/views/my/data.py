"""Taking the company's data along: as far as the person sees them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from participants.actions import data_exports as actions
from participants.choices import ExportFormat
from participants.models import DataExport, Participant
from participants.views.my.pages import MyPage
from portal.lifecycle.refusals import Refused
from portal.web.doors import MyDoor
from portal.web.exports import XLSX
from portal.web.views import ActionButton, Scoped

SHOWN = 20
TYPES = {ExportFormat.JSON: "application/json", ExportFormat.XLSX: XLSX}


class FormatForm(forms.Form):
    format = forms.ChoiceField(choices=ExportFormat.choices)


class MyDataView(MyPage):
    template_name = "my/data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = DataExport.objects.visible_to(self.request.user)
        return super().get_context_data(
            exports=list(rows.order_by("-asked_at", "-id")[:SHOWN]), formats=ExportFormat, now=self.now, **kwargs
        )


class MyDataAskView(MyDoor, ActionButton):
    form_class = FormatForm
    success_message = "The copy is being prepared; a message tells you when it is ready."

    def act(self, data: dict[str, Any], **who: Any) -> DataExport:
        own = get_object_or_404(Participant.objects.visible_to(self.request.user))
        return actions.ask_for_data(participant=own, **data, **who)

    def get_success_url(self) -> str:
        return reverse("my-data")


class MyDataFileView(MyDoor, Scoped, View):
    """One copy as a download; by POST, since taking it along is recorded."""

    http_method_names = ["post", "options"]
    model = DataExport

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        export = get_object_or_404(self.scope(), ref=ref)
        try:
            content = actions.taken(export, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.reason)
            return HttpResponseRedirect(reverse("my-data"))
        disposition = {"Content-Disposition": f'attachment; filename="{export.ref}.{export.format}"'}
        headers = disposition | {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
        return HttpResponse(content, content_type=TYPES[ExportFormat(export.format)], headers=headers)
