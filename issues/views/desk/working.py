"""The buttons around an issue, what its page loads afterwards, and who else is there."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import View

from issues import around, presence
from issues.actions import drafting, following, linking
from issues.models import Draft, Issue, IssueLink, Watcher
from issues.permissions import following as may
from issues.views.drafts import keep, other_fields, told
from participants.models import Participant
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton, Scoped, ScopedDetailView


class IssueAroundView(DeskDoor, ScopedDetailView):
    """Followers, relations, drafts, times and articles: loaded by the issue's page once it stands, or a page itself."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model = Issue

    def scope(self) -> Any:
        return super().scope().select_related("participant", "category", "parent", "merged_into", "follows")

    def get_template_names(self) -> list[str]:
        return ["issues/_around.html" if self.request.headers.get("HX-Request") else "issues/around.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = around.of_issue(self.request.user, self.object, timezone.now())
        return super().get_context_data(participant=self.object.participant, **told, **kwargs)


class Button(DeskDoor, ActionButton):
    """Ends on the issue's page."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model: Any = Issue

    def scope(self) -> Any:
        rows = super().scope()
        return rows if self.model is Issue else rows.select_related("issue__participant")

    def get_success_url(self) -> str:
        issue = self.object if isinstance(self.object, Issue) else self.object.issue
        return issue.get_absolute_url()


class IssueFollowView(Button):
    success_message = "You follow this issue."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return following.follow_issue(issue=self.object, **who)


class IssueLeaveView(Button):
    success_message = "You no longer follow this issue."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return following.leave_issue(issue=self.object, **who)


class FollowerRemoveView(Button):
    model = Watcher
    success_message = "Taken off the issue."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return following.remove_watcher(watcher=self.object, **who)


class LinkRemoveView(Button):
    model = IssueLink
    success_message = "The link is gone."

    def scope(self) -> Any:
        return super().scope().select_related("other")

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return linking.unlink_issues(link=self.object, **who)


class DraftDropView(Button):
    model = Draft
    success_message = "The draft is gone."

    def scope(self) -> Any:
        return super().scope().filter(issue__isnull=False)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return drafting.drop_draft(draft=self.object, **who)


class IssueDraftsView(DeskDoor, Scoped, View):
    """What the person is writing here: GET reads the own drafts, POST keeps one while it is typed."""

    http_method_names = ["get", "post"]
    capability = "issues.view"
    denial = "Your role does not read issues."
    model = Issue

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        issue = get_object_or_404(self.scope(), ref=ref)
        return told(request, Draft.objects.visible_to(request.user).filter(issue=issue).select_related("handed_by"))

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        issue = get_object_or_404(self.scope(), ref=ref)
        return keep(request, drafting.keep_draft, issue=issue, kind=request.POST.get("kind", ""))


class TakenDownDraftView(DeskDoor, View):
    """The same for an issue that is taken down for a participant, with the other fields of its form."""

    http_method_names = ["get", "post"]
    capability = "issues.work"
    denial = "Only account managers and supervisors take issues down."

    @cached_property
    def participant(self) -> Participant:
        rows = Participant.objects.visible_to(self.request.user)
        return get_object_or_404(rows, ref=self.request.GET.get("participant", "")[:40])

    def get(self, request: HttpRequest) -> HttpResponse:
        return told(request, Draft.objects.visible_to(request.user).filter(issue=None, participant=self.participant))

    def post(self, request: HttpRequest) -> HttpResponse:
        return keep(request, drafting.keep_taken_down, participant=self.participant, more=other_fields(request))


class IssuePresenceView(DeskDoor, Scoped, View):
    """Asked for by open pages: says that the person is here, reading or writing, and tells who else is."""

    http_method_names = ["post"]
    capability = "issues.view"
    denial = "Your role does not read issues."
    model = Issue

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        issue = get_object_or_404(self.scope().only("pk"), ref=ref)
        may.can_view_issue(request.user, issue).enforce()
        others = presence.seen(issue.pk, request.user, request.POST.get("doing", ""), timezone.now())
        return JsonResponse({"others": [{"name": one.name, "words": one.words} for one in others]})
