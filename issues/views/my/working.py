"""What a participant's user does around an issue: follow and leave it, add a colleague, go on with a closed one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from issues.actions import continuing, drafting, following
from issues.choices import MyDraftKind
from issues.forms.working import FollowUpIssueForm, MyFollowerForm
from issues.models import Issue, MyDraft, Watcher
from issues.permissions import following as may
from issues.views.drafts import keep, other_fields, told
from participants.views.my.pages import MyForm
from portal.lifecycle.refusals import Answer
from portal.web.doors import MyDoor
from portal.web.views import ActionButton, Scoped


class MyButton(MyDoor, ActionButton):
    """Ends on the issue's page, or in the list where the person does not see it any more."""

    model: Any = Issue

    def get_success_url(self) -> str:
        issue = self.object if isinstance(self.object, Issue) else self.object.issue
        return issue.get_my_url() if may.can_view_issue(self.request.user, issue) else reverse("my-issues")


class MyFollowView(MyButton):
    success_message = "You follow this issue."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return following.follow_issue(issue=self.object, **who)


class MyLeaveView(MyButton):
    success_message = "You no longer follow this issue."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return following.leave_issue(issue=self.object, **who)


class MyFollowerRemoveView(MyButton):
    model = Watcher
    success_message = "Taken off the issue."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return following.remove_watcher(watcher=self.object, **who)


class AroundMyIssue(MyForm):
    """About one issue the person may see; ends on its page."""

    model = Issue
    template_name = "issues/my_working_form.html"

    def permission(self) -> Answer:
        return may.can_view_issue(self.request.user, self.object)

    def get_success_url(self) -> str:
        return getattr(self, "goes_to", self.object).get_my_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=self.object.title, **kwargs)


class MyFollowerAddView(AroundMyIssue):
    form_class = MyFollowerForm
    title = "Add a colleague to {row.title}"
    lead = "Only people of your company who may see the issue can follow it."
    submit_label = "Add"
    success_message = "Added."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return following.add_watcher(issue=self.object, **data, **who)


class MyContinueView(AroundMyIssue):
    form_class = FollowUpIssueForm
    title = "Follow-up to {row.title}"
    lead = "A new issue with the same facts, linked to this one."
    submit_label = "Send"

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        self.goes_to = continuing.follow_up_issue(issue=self.object, **data, **who)
        return self.goes_to

    @property
    def success_message(self) -> str:
        return f"Sent. Its number is {self.goes_to.ref}."


class MyIssueDraftsView(MyDoor, Scoped, View):
    """What the person is writing to an issue: GET reads the own drafts, POST keeps one while it is typed."""

    http_method_names = ["get", "post"]
    model = Issue

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        issue = get_object_or_404(self.scope(), ref=ref)
        return told(request, MyDraft.objects.visible_to(request.user).filter(issue=issue))

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        issue = get_object_or_404(self.scope(), ref=ref)
        return keep(request, drafting.keep_my_draft, issue=issue, kind=request.POST.get("kind", ""))


class MyAskDraftView(MyDoor, View):
    """The same for a new issue, with the other fields of its form."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return told(request, MyDraft.objects.visible_to(request.user).filter(issue=None))

    def post(self, request: HttpRequest) -> HttpResponse:
        return keep(request, drafting.keep_my_draft, kind=MyDraftKind.ASK, more=other_fields(request))
