"""One issue at the desk: facts, conversation and panels in three zones."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.views import View

from issues import clocks, issue_offers, issue_reading, permissions, protected_reading, timeline
from issues.forms.speaking import AnswerForm, NoteForm
from issues.issue_facts import facts_of
from issues.models import Issue
from issues.queue_pages import queue_link
from issues.views.issue_files import ServeIssueFile
from participants.models import Assignment
from participants.permissions.protection import discloses
from participants.views.desk.pages import assigned_today
from portal.lifecycle.refusals import Answer
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView


class IssueDetailView(DeskDoor, ScopedDetailView):
    """`?show=` limits the timeline to some sources, `?before=` names the place before which it goes on."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model = Issue
    template_name = "issues/issue_detail.html"

    def get_object(self) -> Issue:
        found = issue_reading.ONE.first(self.request.user, ref=self.kwargs["ref"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def looked_after_by(self) -> list[Assignment]:
        return assigned_today(self.object.participant_id)

    @cached_property
    def may_work(self) -> Answer:
        return permissions.can_work_on_issue(self.request.user, self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issue, user, query = self.object, self.request.user, self.request.GET
        issue.looked_after_by = self.looked_after_by
        issue.may_work = self.may_work
        parts = [*(issue.referral_rows or ()), *(issue.escalation_rows or ())]
        issue.page_clocks = clocks.of_page([issue.ref, *(one["ref"] for one in parts)])
        shown = [key for key in query.getlist("show")[:20] if key.isidentifier()]
        offers = issue_offers.offered("issue", issue, user, bool(self.may_work), ending=queue_link(self.request))
        told = timeline.read(timeline.DESK, user, issue, shown=shown, before=query.get("before", ""))
        protected_reading.note_shown(issue, told.entries, by=user, now=timezone.now())
        return super().get_context_data(
            participant=issue.participant,
            facts=facts_of(issue),
            timeline=told,
            may_protect=bool(self.may_work) or bool(discloses(user)),
            sources=[(one.key, one.label, not shown or one.key in shown) for one in timeline.sources(timeline.DESK)],
            filtered=bool(shown),
            offers=offers,
            menu=[one for one in offers if one.place == "menu"],
            may_work=self.may_work,
            queue_link=queue_link(self.request),
            may_note=permissions.can_write_issues(user),
            answer_form=self._answer_form(),
            note_form=NoteForm(user=user, participant=issue.participant, prefix="note"),
            extras=panels.drawn("issue-answer", self.request, issue),
            panels=panels.drawn("issue", self.request, issue),
            **kwargs,
        )

    def _answer_form(self) -> AnswerForm | None:
        if not self.may_work or not self.object.is_open:
            return None
        return AnswerForm(user=self.request.user, participant=self.object.participant)


class IssueFileView(DeskDoor, ServeIssueFile, View):
    """An attachment, as a download."""

    capability = "issues.view"
    denial = "Your role does not read issues."
