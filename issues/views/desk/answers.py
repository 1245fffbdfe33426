"""Taking an answer back while it waits, and the panel that offers it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import View

from issues.actions.dispatching import take_back_answer
from issues.models import Dispatch, Issue
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.lifecycle.rows_along import RowsAlong
from portal.outbox.addressing import UNDO
from portal.outbox.choices import MessageState
from portal.web.doors import DeskDoor
from portal.web.views import Scoped

TAKEN_BACK: Final = "Taken back: the participant does not see it. Your words stand among the internal notes."


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer as `outbox/_undo.html` shows what can still be taken back."""

    due_at: datetime
    state: str = MessageState.QUEUED
    hold_reason: str = UNDO


class AnswerTakeBackView(DeskDoor, Scoped, View):
    capability = "issues.work"
    http_method_names = ["post", "options"]
    model = Issue

    def post(self, request: HttpRequest, ref: str, answer: str) -> HttpResponse:
        issue = get_object_or_404(self.scope(), ref=ref)
        row = get_object_or_404(Dispatch.objects.visible_to(request.user).filter(issue=issue), ref=answer)
        try:
            take_back_answer(issue=issue, answer=row, by=request.user, now=timezone.now())
        except NotPermitted:
            raise
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, TAKEN_BACK)
        return HttpResponseRedirect(issue.get_absolute_url())


def _ones_own(user: Any) -> QuerySet[Dispatch]:
    return Dispatch.objects.visible_to(user).filter(by=user.pk, taken_back_at=None, leaves_at__gt=Now())


OWN: Final = RowsAlong(
    "own_answer_rows",
    Dispatch,
    ("ref", "leaves_at"),
    lambda user: _ones_own(user).order_by("-leaves_at"),
    of="issue",
    most=1,
)


def undo_panel(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    """What the person just answered and may still take back, which came with the issue; nothing for everybody else."""
    answer = next(iter(OWN.read(issue)), None)
    return {"answer": answer, "waiting": Waiting(answer.leaves_at)} if answer is not None else None
