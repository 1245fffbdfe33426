"""The queue of issues: the list, its filters, its counts, and the way from one issue to the next."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views import View
from django.views.generic import TemplateView

from accounts.models import User
from accounts.saved_lists import views_of
from issues import permissions, queue_counts, queue_tabs
from issues.choices import BulkAct
from issues.clocks import with_clocks
from issues.forms.queue import QueueFilterForm
from issues.queue import NOUN, Queue, lists_of
from issues.queue_chips import chips
from issues.queue_columns import COLUMNS, chosen
from issues.queue_filters import ORDER_WORDS
from portal.web.doors import DeskDoor

ROW_KEYS: Final = (
    ("a", "Answer", "issues:issue-detail", "#answer"),
    ("n", "Write an internal note", "issues:issue-detail", "#note"),
    ("r", "Refer to a department", "issues:referral-ask", ""),
    ("e", "Escalate", "issues:escalate", ""),
)


class QueueDoor(DeskDoor):
    capability = "issues.view"
    denial = "Your role does not read issues."

    @property
    def queue(self) -> Queue:
        return Queue(lists_of(self.request.GET), user=self.request.user, now=timezone.now())


class IssueListView(QueueDoor, TemplateView):
    """One page of the queue. Its counts come a moment later, so that no page waits for them."""

    template_name = "issues/issue_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        queue, given, user = self.queue, self.request.GET, self.request.user
        page = queue.page(after=given.get("after", ""), before=given.get("before", ""))
        columns = chosen(user)
        if "due" in columns:
            with_clocks(page.rows)
        may_work = permissions.can_write_issues(user)
        return super().get_context_data(
            queue=queue,
            page=page,
            tabs=[(tab, self._address(queue, view=tab.key)) for tab in queue_tabs.tabs()],
            whose=[(key, label, self._address(queue, whose=key)) for key, label in self._whose(user)],
            sorts=[(key, ORDER_WORDS[key]) for key in queue.tab.sorts],
            chips=chips(queue),
            columns=columns,
            queue_link=f"?{urlencode({'queue': queue.query})}",
            offered=COLUMNS.items(),
            views=views_of(user, NOUN),
            saved=given.get("saved", ""),
            noun=NOUN,
            may_work=may_work,
            acts=BulkAct.choices if may_work else (),
            row_keys=row_keys() if may_work else (),
            **kwargs,
        )

    def _whose(self, user: User) -> list[tuple[str, str]]:
        """Auditors look after nobody, so nothing is theirs."""
        mine = [(queue_tabs.MINE, "My participants")] if user.can("participants.edit_assigned") else []
        return [*mine, (queue_tabs.ALL, "All I may see")] if mine else []

    def _address(self, queue: Queue, **changes: str) -> str:
        """The same filters in another tab or of other people; a tab has an order of its own."""
        kept = {"view": queue.tab.key, "whose": queue.whose} | changes
        return urlencode([*kept.items(), *(pair for pair in queue.wanted.pairs() if pair[0] != "state")])


class IssueCountsView(QueueDoor, TemplateView):
    """How many there are in each tab and view; asked for by the page once it stands."""

    template_name = "issues/_counts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(counts=queue_counts.counts(self.queue).items(), **kwargs)


class IssueFilterView(QueueDoor, TemplateView):
    """Everything the queue can be narrowed by: inside the page's dialog, or a page of its own without script."""

    def get_template_names(self) -> list[str]:
        partial = self.request.htmx and not self.request.htmx.history_restore_request
        return ["issues/_filter_form.html" if partial else "issues/issue_filter.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        queue = self.queue
        return super().get_context_data(queue=queue, form=QueueFilterForm(queue), **kwargs)


class IssueStepView(QueueDoor, View):
    """From an issue to the next or previous one of the queue it was opened from."""

    def get(self, request: HttpRequest) -> HttpResponse:
        query, ref = request.GET.get("queue", "")[:2000], request.GET.get("of", "")[:20]
        queue = Queue.of_query(query, user=request.user, now=timezone.now())
        back = request.GET.get("to") == "previous"
        other = queue.neighbor(ref, back=back)
        if other:
            return HttpResponseRedirect(f"{reverse('issues:issue-detail', args=[other])}?{urlencode({'queue': query})}")
        messages.info(request, "That was the first issue of this list." if back else "That was the last one.")
        return HttpResponseRedirect(f"{reverse('issues:issue-list')}?{queue.query}")


def row_keys() -> list[tuple[str, str, str]]:
    """Keys that act on a row of the list: letter, words, and the address with REF where the reference stands."""
    found = []
    for key, label, name, place in ROW_KEYS:
        try:
            found.append((key, label, reverse(name, args=["REF"]) + place))
        except NoReverseMatch:
            continue
    return found
