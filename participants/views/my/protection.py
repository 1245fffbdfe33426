"""What the company's administrators see of its protected files: class and last day of each, and who opened them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from participants.actions import protection as actions
from participants.forms.protection import MarkForm, OpeningFilter, ProtectedFilter
from participants.permissions import protection as permissions
from participants.views.desk.protection import of_filters
from participants.views.my.pages import MyForm
from portal.documents.models import Document, Opening
from portal.lifecycle.refusals import Answer
from portal.web.doors import MyDoor
from portal.web.views import ScopedListView


class AdministratorDoor(MyDoor):
    """Of a company in the market whoever administers the whole of it. For lists: a form finds its row first."""

    members_only = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        acting_for = user.acting_for if user.is_authenticated and not user.is_staff else None
        if acting_for is not None and not acting_for.applying:
            permissions.answers_for_company(user).enforce()
        return super().dispatch(request, *args, **kwargs)


class MyFilesView(AdministratorDoor, ScopedListView):
    model = Document
    filter_form = ProtectedFilter
    template_name = "my/files.html"
    orders = {"latest": ("-uploaded_at", "-id")}

    def scope(self) -> QuerySet[Document]:
        return super().scope().defer("uploaded_by")

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        return rows.filter(protection=wanted["protection"]) if wanted.get("protection") else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        for row in kwargs["page"].rows:
            row.may_mark = row.protection != "PI-MARKED"
        return super().get_context_data(**kwargs)


class MyMarkView(MyForm):
    members_only = True
    model = Document
    form_class = MarkForm
    section = "files"
    title = "Mark {row.name} as confidential"
    lead = "It stays confidential as agreed with the operator. Nothing you do here makes a file less protected."
    submit_label = "Mark"
    success_message = "Marked."

    def scope(self) -> Any:
        return Document.objects.visible_to(self.request.user).filter(participant_id=self.participant.pk)

    def permission(self) -> Answer:
        return permissions.answers_for_company(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Document:
        return actions.mark_confidential(document=self.object, **data, **who)


class MyOpenedView(AdministratorDoor, ScopedListView):
    model = Opening
    filter_form = OpeningFilter
    template_name = "my/who_opened.html"
    orders = {"latest": ("-at", "-id")}

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        ref = wanted.get("file")
        self.file = Document.objects.visible_to(self.request.user).filter(ref=ref).first() if ref else None
        return of_filters(rows, wanted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(file=self.file, back=reverse("my-files"), **kwargs)
