"""Answers that wait for the mentor's release: the list, one answer's own page, its files."""

from functools import cached_property
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.mentor_permissions import can_release_for
from accounts.models import Absence, Mentoring
from issues import protected_reading
from issues.actions import held_answers as actions
from issues.forms.held_answers import RELEASE, RETURN, VIEWS, WITHDRAW, HeldForm
from issues.models import HeldAnswer, HeldFile
from issues.permissions import can_view_issues
from issues.release_check import Withheld
from issues.rules.holding import compared
from portal.documents.serving import respond
from portal.lifecycle.refusals import Answer, Denied
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionFormView, Scoped, ScopedListView

TOLD: Final = {
    RELEASE: "Released: it leaves in the author's name.",
    RETURN: "Returned: the author has the text as a draft again.",
    WITHDRAW: "Taken back: your text is a draft in the issue again.",
}


class HeldDoor(DeskDoor):
    capability = "issues.view"
    denial = "Your role does not read issues."


class HeldListView(HeldDoor, ScopedListView):
    """What waits first; what was decided, the newest first."""

    model = HeldAnswer
    template_name = "issues/held_list.html"

    @property
    def view_name(self) -> str:
        chosen = self.request.GET.get("view", "")
        return chosen if chosen in VIEWS else next(iter(VIEWS))

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        newest = self.view_name in ("own", "settled")
        self.orders = {"newest": ("-held_at", "-id")} if newest else {"oldest": ("held_at", "id")}
        return super().get(request, *args, **kwargs)

    def scope(self) -> QuerySet:
        return self._of(self.view_name).for_pages()

    def _of(self, view: str) -> QuerySet:
        rows = super().scope()
        if view == "own":
            return rows.filter(author=self.request.user)
        if view == "settled":
            return rows.settled()
        rows = rows.waiting()
        return rows.filter(self._mine()) if view == "mine" else rows

    def _mine(self) -> Q:
        """Of one's colleagues of today, and of those for whose mentor one stands in."""
        user, today = self.request.user, market_day(timezone.now())
        away = Absence.objects.on(today).filter(stand_in=user).values("person")
        pairs = Mentoring.objects.on(today).filter(Q(mentor=user) | Q(mentor__in=away))
        return Q(mentor=user) | Q(author__in=pairs.values("colleague"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tabs = [
            (key, label, bounded_count(self._of(key)) if key in ("waiting", "mine") else "")
            for key, label in VIEWS.items()
        ]
        return super().get_context_data(view=self.view_name, tabs=tabs, **kwargs)


class HeldDetailView(HeldDoor, ActionFormView):
    """The text, why it waits, and the decision: by the mentor below, or taken back by the author."""

    model = HeldAnswer
    form_class = HeldForm
    template_name = "issues/held_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().for_pages()

    @cached_property
    def may_release(self) -> Answer:
        return can_release_for(self.request.user, self.object.author, timezone.now())

    def permission(self) -> Answer:
        if self.request.method != "POST" or self.request.POST.get("then") == WITHDRAW:
            return can_view_issues(self.request.user)
        return self.may_release

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.object}

    def act(self, data: dict[str, Any], **who: Any) -> HeldAnswer:
        then = self.request.POST.get("then", "")
        self.success_message = TOLD.get(then, "")
        if then == WITHDRAW:
            return actions.withdraw_answer(held=self.object, **who)
        if then == RETURN:
            return actions.return_answer(held=self.object, coaching=data["coaching"], **who)
        if then != RELEASE:
            Denied("Choose what becomes of the answer.").enforce()
        return self._release(data, **who)

    def _release(self, data: dict[str, Any], **who: Any) -> HeldAnswer:
        try:
            return actions.release_answer(held=self.object, **data, **who)
        except Withheld:
            self.asks_reason = True
            raise

    def get_success_url(self) -> str:
        return (
            self.object.issue.get_absolute_url()
            if self.done.author_id == self.request.user.pk
            else reverse("issues:held-list")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        pieces = compared(row.text, row.released_text) if row.released_text and row.released_text != row.text else []
        said = row.issue.comments.order_by("-at", "-id").first()
        protected_reading.note_said([said], by=self.request.user, now=timezone.now())
        return super().get_context_data(
            files=list(row.files.select_related("document")),
            may_release=row.waits and self.may_release,
            may_withdraw=row.waits and row.author_id == self.request.user.pk,
            pieces=pieces,
            said=said,
            **kwargs,
        )


class HeldFileView(HeldDoor, Scoped, View):
    """A file of an answer, to whoever may see it."""

    model = HeldFile

    def get(self, request: Any, ref: str, file: str) -> HttpResponse:
        rows = self.scope().filter(answer__ref=ref).select_related("document")
        return respond(get_object_or_404(rows, ref=file).document, to=request.user)
