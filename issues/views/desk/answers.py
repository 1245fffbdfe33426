"""Taking an answer back while it waits, and the panel that offers it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from issues.actions.dispatching import take_back_answer
from issues.models import Dispatch, Issue, Note
from issues.queue_pages import queue_link
from portal.lifecycle.rows_along import RowsAlong
from portal.outbox.addressing import UNDO
from portal.outbox.choices import MessageState
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton

TAKEN_BACK: Final = "Taken back: the participant does not see it. Your words stand among the internal notes."


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer as `outbox/_undo.html` shows what can still be taken back."""

    due_at: datetime
    state: str = MessageState.QUEUED
    hold_reason: str = UNDO


class AnswerTakeBackView(DeskDoor, ActionButton):
    capability = "issues.work"
    model = Issue
    success_message = TAKEN_BACK

    def act(self, data: dict[str, Any], **who: Any) -> Note:
        rows = Dispatch.objects.visible_to(self.request.user).filter(issue=self.object)
        answer = get_object_or_404(rows, ref=self.kwargs["answer"])
        return take_back_answer(issue=self.object, answer=answer, **who)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url() + queue_link(self.request)


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
    if answer is None:
        return None
    return {"answer": answer, "waiting": Waiting(answer.leaves_at), "queue_link": queue_link(request)}
