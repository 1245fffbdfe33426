"""The forms of whoever reviews a change, ticks its steps or notes something; each calls one action."""

from typing import Any

from participants import permissions
from participants.actions import change_review as review
from participants.forms.base import OfParticipantForm, ReasonForm
from participants.forms.changes import NoteForm, TickForm
from participants.models import Change
from participants.views import changes
from participants.views.desk.changes import ChangeDeskForm
from portal.lifecycle.refusals import Answer


class Reviewing(changes.OfChange, ChangeDeskForm):
    form_class = OfParticipantForm

    def permission(self) -> Answer:
        return permissions.can_review_change(self.request.user, self.object)


class ChangeTakeView(Reviewing):
    title = "Review: {row.procedure.name}"
    lead = "Others see that you are reviewing it."
    submit_label = "I review it"
    success_message = "You are reviewing it."

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return review.take_change(change=self.object, **who)


class ChangeReturnView(Reviewing):
    form_class = ReasonForm
    title = "Return: {row.procedure.name}"
    lead = "The participant reads the reason, writes it anew and signs again."
    submit_label = "Return to the participant"
    success_message = "Returned."

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return review.return_change(change=self.object, **data, **who)


class ChangeApproveView(Reviewing):
    title = "Approve: {row.procedure.name}"
    lead = "It takes effect by itself at 00:00 Central of its day, and at once where that has passed."
    submit_label = "Approve"
    success_message = "Approved."

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return review.approve_change(change=self.object, **who)


class ChangeDeclineView(Reviewing):
    form_class = ReasonForm
    title = "Decline: {row.procedure.name}"
    lead = "The participant reads the reason. A declined change is not opened again."
    submit_label = "Decline"
    danger = True
    success_message = "Declined."

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return review.decline_change(change=self.object, **data, **who)


class ChangeCompleteView(Reviewing):
    title = "Complete: {row.procedure.name}"
    lead = "Every step is ticked: it is in effect then."
    submit_label = "Complete"
    success_message = "It is in effect."

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return review.complete_change(change=self.object, **who)


class Ticking(changes.OfChange, ChangeDeskForm):
    form_class = OfParticipantForm

    def permission(self) -> Answer:
        return permissions.can_tick_steps(self.request.user, self.object)


class ChangeNoteView(Ticking):
    form_class = NoteForm
    title = "Note: {row.procedure.name}"
    submit_label = "Keep note"
    success_message = "Kept."

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return review.note_on_change(change=self.object, **data, **who)


class ChangeTickView(Ticking):
    form_class = TickForm
    title = "Step done: {row.procedure.name}"
    submit_label = "Done"

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return review.tick_step(change=self.object, position=self.kwargs["position"], **data, **who)


class ChangeUntickView(Ticking):
    title = "Step open again: {row.procedure.name}"
    submit_label = "Open again"

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return review.untick_step(change=self.object, position=self.kwargs["position"], **who)
