"""Issues on the participants' side: the own list, and one issue with what was said."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View
from django.views.generic import TemplateView

from issues import issue_offers, issue_reading, timeline
from issues.forms.speaking import ReplyForm
from issues.issue_facts import facts_of, numbers_of
from issues.issue_lists import MY_ORDERS, MY_VIEWS, in_my_view
from issues.models import Issue
from issues.views.issue_files import ServeIssueFile
from participants.models import Participant
from participants.views.my.pages import MyPage
from portal.web import keyset, panels
from portal.web.doors import MyDoor
from portal.web.keyset import bounded_counts

PAGE = 25


class MyIssueListView(MyDoor, TemplateView):
    """All tabs are counted in one statement, beside the company's own row."""

    template_name = "issues/my_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, query = self.request.user, self.request.GET
        view = query["view"] if query.get("view") in MY_VIEWS else next(iter(MY_VIEWS))
        words = " ".join(query.get("q", "").replace("\x00", "")[:200].split())
        rows = Issue.objects.visible_to(user)
        if words:
            rows = rows.of_words(words)
        found = {key: in_my_view(rows, key) for key in MY_VIEWS}
        counts = bounded_counts(found, beside=Participant.objects.filter(pk=user.acting_for.participant_id))
        page = keyset.paginate(
            found[view].select_related("category"),
            MY_ORDERS[view],
            after=query.get("after", ""),
            before=query.get("before", ""),
            size=PAGE,
            total=counts[view],
        )
        tabs = [(key, label, counts[key]) for key, label in MY_VIEWS.items()]
        return super().get_context_data(view=view, words=words, tabs=tabs, page=page, **kwargs)


class MyIssueView(MyPage):
    template_name = "issues/my_issue.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = issue_reading.for_participant(request.user)
        self.object = get_object_or_404(rows, ref=self.kwargs["ref"])
        self.participant = self.object.participant
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issue, user = self.object, self.request.user
        before = self.request.GET.get("before", "")
        return super().get_context_data(
            object=issue,
            facts=[*facts_of(issue), *numbers_of(issue)],
            timeline=timeline.read(timeline.MY, user, issue, before=before),
            offers=issue_offers.offered("my-issue", issue, user, True),
            reply_form=ReplyForm(user=user, participant=issue.participant) if issue.is_open else None,
            extras=panels.drawn("my-issue-reply", self.request, issue),
            looked_after_by=self.looked_after_by,
            manager=self.manager,
            panels=panels.drawn("my-issue", self.request, issue),
            **kwargs,
        )


class MyIssueFileView(MyDoor, ServeIssueFile, View):
    """An attachment, as a download."""
