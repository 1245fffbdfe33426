"""The list of somebody's day: what to do for whom, why it stands where it does, and what rests until a day."""

from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.generic import TemplateView

from participants import permissions, worklist
from participants.actions.snoozing import snooze_line, wake_line
from participants.forms.worklist import SnoozeForm
from participants.models import Snooze
from participants.worklist_reading import DUE_WORDS, GROUPS, Line, Wanted, Worklist, pressing
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

COUNT_LIMIT: Final = 99
# The browser keeps the number of the menu so long; who goes from page to page asks once.
SECONDS: Final = 20
FIRST: Final = 10


class WorklistDoor(DeskDoor):
    capability = "participants.view"

    @cached_property
    def worklist(self) -> Worklist:
        return Worklist(self.request.user, timezone.now(), Wanted.of(self.request.GET))


class WorklistView(WorklistDoor, TemplateView):
    """One page of the list, ranked, by participant or by date."""

    template_name = "participants/worklist.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given, wanted = self.request.GET, self.worklist.wanted
        here = urlencode({"next": self.request.get_full_path()})
        page = self.worklist.page(after=given.get("after", ""), before=given.get("before", ""))
        return super().get_context_data(
            page=page,
            groups=list(self.worklist.grouped(page)),
            wanted=wanted,
            kinds=[(one, page.kinds[one.key]) for one in worklist.sources() if one.key in page.kinds],
            dues=[(key, words, page.dues.get(key, 0)) for key, words in DUE_WORDS.items()],
            due_words=DUE_WORDS,
            ways=GROUPS.items(),
            participants=self.worklist.asked.named,
            away=self.worklist.asked.away,
            snooze_url=f"{reverse('worklist-snooze', args=['REF'])}?{here}",
            **kwargs,
        )


class WorklistFirstView(WorklistDoor, TemplateView):
    """The first lines for the home, which asks for them once it stands."""

    template_name = "participants/_worklist_first.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=self.worklist.page(size=FIRST), **kwargs)


class WorklistCountView(DeskDoor, View):
    """How much asks for somebody today, for the menu: asked by each page once it stands, so that none waits."""

    capability = "participants.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = pressing(request.user, timezone.now())
        words = f"{COUNT_LIMIT}+" if found > COUNT_LIMIT else str(found) if found else ""
        answer = HttpResponse(words, content_type="text/plain; charset=utf-8")
        answer["Cache-Control"] = f"private, max-age={SECONDS}"
        return answer


class Back:
    """Ends in the list that was left, where `next` names it."""

    request: HttpRequest

    def get_success_url(self) -> str:
        wanted = self.request.POST.get("next") or self.request.GET.get("next", "")
        inside = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if inside else reverse("worklist")


class SnoozeView(Back, WorklistDoor, ActionFormView):
    """A line rests until a day, for a reason; only lines of the own list are found."""

    form_class = SnoozeForm
    template_name = "participants/worklist_snooze.html"
    success_message = "Snoozed until {done.until_on:%B %-d, %Y}: {done.title}."

    @cached_property
    def line(self) -> Line:
        found = self.worklist.find(self.kwargs["ref"])
        if found is None:
            raise Http404
        return found

    def permission(self) -> Answer:
        return permissions.can_keep_worklist(self.request.user) if self.line else permissions.NOT_FOUND

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.line.snooze_reason}

    def act(self, data: dict[str, Any], **who: Any) -> Snooze:
        return snooze_line(line=self.line, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(line=self.line, back=self.get_success_url(), **kwargs)


class WakeView(Back, WorklistDoor, View):
    """What rested is back; asked by the row's own reference."""

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        snooze = get_object_or_404(Snooze.objects.visible_to(request.user), subject_ref=ref)
        wake_line(snooze=snooze, by=request.user, now=timezone.now())
        messages.success(request, f"Back in the list: {snooze.title}.")
        return HttpResponseRedirect(self.get_success_url())
