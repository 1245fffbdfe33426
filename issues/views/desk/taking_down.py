"""Taking an issue down for a participant: first for whom, then what was asked and how one knows who asks."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from issues import permissions
from issues.actions.taking_down import take_down_issue
from issues.forms.taking_down import TakeDownForm, WhoseForm
from issues.models import Issue
from participants.models import Participant
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView


class IssueAddView(DeskDoor, ActionFormView):
    """`?participant=` names the company; without it the page asks for whom."""

    capability = "issues.work"
    denial = "Only account managers and supervisors take issues down."
    model = Issue
    form_class = TakeDownForm
    template_name = "issues/issue_add.html"
    success_message = "Taken down as {done.ref}."

    @cached_property
    def participant(self) -> Participant | None:
        ref = self.request.GET.get("participant", "")[:40]
        rows = Participant.objects.visible_to(self.request.user)
        return get_object_or_404(rows, ref=ref) if ref else None

    def permission(self) -> Answer:
        user = self.request.user
        if self.participant is None:
            return permissions.can_write_issues(user)
        return permissions.can_open_issue(user, self.participant)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.participant else self._ask_whose()

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs) if self.participant else self._ask_whose()

    def _ask_whose(self) -> HttpResponse:
        named = "whose" in self.request.GET
        form = WhoseForm(self.request.GET if named else None, user=self.request.user)
        if named and form.is_valid():
            chosen = form.cleaned_data["whose"]
            return HttpResponseRedirect(f"{reverse('issues:issue-add')}?participant={chosen.ref}")
        return render(self.request, "issues/issue_add_whose.html", {"form": form}, status=422 if named else 200)

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {"user": self.request.user, "participant": self.participant}
        return super().get_form_kwargs() | own

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return take_down_issue(participant=self.participant, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(participant=self.participant, **kwargs)
