"""Saved replies and macros at the desk: the list, writing them, and using one in an issue."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from issues import permissions
from issues.actions import saved_replies as actions
from issues.forms.saved_replies import ReplyForm, UseReplyForm
from issues.models import HeldAnswer, Issue, SavedReply
from issues.queue_pages import queue_link
from issues.rules import saved_replies as rules
from issues.views.desk.issue_forms import HELD
from issues.views.desk.releasing import WarnsOfUnread
from portal.lifecycle.refusals import Allowed, Answer, Denied
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.markdown import to_html
from portal.web.views import ActionButton, ActionFormView, ScopedListView

DENIAL = "Your role does not read issues."
NO_TEAM = Denied("You are in no team, and only supervisors write saved replies that everybody uses.")


def _may_add(user: Any) -> Answer:
    """Whether there is anybody for whom the person may write one."""
    if not (writes := permissions.can_write_issues(user)):
        return writes
    return Allowed() if user.can("issues.oversee") or user.team_id is not None else NO_TEAM


class ReplyListView(DeskDoor, ScopedListView):
    capability = "issues.view"
    denial = DENIAL
    model = SavedReply
    template_name = "issues/reply_list.html"
    orders = {"title": ("title", "id")}

    def scope(self) -> QuerySet:
        return super().scope().in_use().select_related("team", "hand_to")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(may_add=_may_add(self.request.user), **kwargs)
        for row in context["page"].rows:
            row.may_write = permissions.can_write_reply(self.request.user, row.team)
        return context


class ReplyFormView(DeskDoor, ActionFormView):
    """A form about a saved reply; ends at the list."""

    capability = "issues.view"
    denial = DENIAL
    form_class = ReplyForm
    template_name = "issues/reply_form.html"
    model: Any = SavedReply
    title = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "row": self.object}

    def get_success_url(self) -> str:
        return reverse("issues:reply-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, places=rules.VARIABLES.items(), **kwargs)


class ReplyAddView(ReplyFormView):
    title = "New saved reply"
    success_message = "Saved: {done.title}."

    def permission(self) -> Answer:
        return _may_add(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> SavedReply:
        return actions.add_reply(**data, **who)


class ReplyChangeView(ReplyFormView):
    title = "Change saved reply"
    success_message = "Saved: {done.title}."

    def scope(self) -> QuerySet:
        return super().scope().in_use().select_related("team", "hand_to")

    def permission(self) -> Answer:
        return permissions.can_write_reply(self.request.user, self.object.team)

    def get_initial(self) -> dict[str, Any]:
        row = self.object
        return {
            "title": row.title,
            "text": row.text,
            "team": row.team.ref if row.team is not None else "",
            "move": row.move,
            "cause": row.cause,
            "hand_to": row.hand_to.ref if row.hand_to is not None else "",
        }

    def act(self, data: dict[str, Any], **who: Any) -> SavedReply:
        return actions.change_reply(reply=self.object, **data, **who)


class ReplyEndView(DeskDoor, ActionButton):
    """Puts one out of use."""

    capability = "issues.view"
    denial = DENIAL
    model = SavedReply
    success_message = "Nobody is offered “{object.title}” any more."

    def scope(self) -> QuerySet:
        return super().scope().in_use()

    def act(self, data: dict[str, Any], **who: Any) -> SavedReply:
        return actions.end_reply(reply=self.object, **who)

    def get_success_url(self) -> str:
        return reverse("issues:reply-list")


class OfIssue:
    """Only in issues that the person may see and work on."""

    @cached_property
    def issue(self) -> Issue:
        rows = Issue.objects.visible_to(self.request.user)
        rows = rows.select_related("participant", "category", "owner", "contact", "reporter", "resource")
        return get_object_or_404(rows, ref=self.kwargs["issue"])


class ReplyChooseView(OfIssue, ReplyListView):
    """Those that can be used in an issue, each with what it says there."""

    template_name = "issues/reply_choose.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.can_work_on_issue(request.user, self.issue).enforce()
        return super().get(request, *args)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(issue=self.issue, queue_link=queue_link(self.request), **kwargs)
        values = actions.values_of(self.issue, self.request.user)
        for row in context["page"].rows:
            row.filled = rules.filled(row.text, values)
            row.missing = [rules.VARIABLES[name] for name in rules.missing(row.text, values)]
        return context


class ReplyUseView(OfIssue, WarnsOfUnread, DeskDoor, ActionFormView):
    """The reply with the words of the issue, as the participant would read it; corrected here, and sent."""

    capability = "issues.view"
    denial = DENIAL
    form_class = UseReplyForm
    template_name = "issues/reply_use.html"
    model = SavedReply
    success_message = "Answered."

    def scope(self) -> QuerySet:
        return super().scope().in_use().select_related("hand_to")

    def permission(self) -> Answer:
        return permissions.can_work_on_issue(self.request.user, self.issue)

    @cached_property
    def values(self) -> dict[str, str]:
        return actions.values_of(self.issue, self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"text": rules.filled(self.object.text, self.values)}

    def act(self, data: dict[str, Any], **who: Any) -> Issue | HeldAnswer:
        done = actions.use_reply(issue=self.issue, reply=self.object, **data, **who)
        if isinstance(done, HeldAnswer):
            self.success_message = HELD.format(whom=done.mentor.name if done.mentor else "a supervisor")
        return done

    def get_success_url(self) -> str:
        return self.issue.get_absolute_url() + queue_link(self.request) + "#latest"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.request.POST.get("text") or rules.filled(self.object.text, self.values)
        drawn = panels.drawn("issue-answer", self.request, self.issue)
        release = [one for one in drawn if one.key in ("guidance", "release")]
        told = {"issue": self.issue, "release": release, "queue_link": queue_link(self.request)}
        return super().get_context_data(preview=to_html(text), gaps=rules.gaps(text), **told | kwargs)
