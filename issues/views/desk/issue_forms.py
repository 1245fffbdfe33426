"""The forms about one issue at the desk; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from issues import issue_reading, permissions
from issues.actions import changing, conversation, moves
from issues.forms.issues import IssueChangeForm, OwnerForm, ResolveForm
from issues.forms.speaking import AnswerForm, NoteForm, WriteDownForm
from issues.models import Comment, HeldAnswer, Issue, Note
from issues.queue_pages import queue_link
from issues.views.desk.guidance_panel import approved_text
from issues.views.desk.releasing import WarnsOfUnread
from participants.forms.base import OfParticipantForm, OptionalReasonForm, ReasonForm
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer
from portal.web import panels

HELD = "It waits for release by {whom}; the participant sees nothing of it yet."
MOVES = "The participant sees that it moved, and the reason."


class OfIssue(DeskForm):
    """About one issue; ends on its page, at `anchor`, with its place in the list it was opened from."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model = Issue
    template_name = "issues/issue_form.html"
    anchor = ""
    # The page whose panels stand inside the form, above its button.
    extras = ""
    # Whether what is typed is kept until it is sent.
    drafted = False

    def scope(self) -> Any:
        return issue_reading.for_desk(self.request.user)

    def permission(self) -> Answer:
        return permissions.can_work_on_issue(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url() + queue_link(self.request) + self.anchor

    def told(self, done: Any) -> Any:
        """What is said once it is done; an answer that the mentor releases first has not left."""
        if isinstance(done, HeldAnswer):
            self.success_message = HELD.format(whom=done.mentor.name if done.mentor else "a supervisor")
        return done

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        extras = panels.drawn(self.extras, self.request, self.object) if self.extras else []
        told = {"section_label": self.object.title, "extras": extras, "queue_link": queue_link(self.request)}
        told["drafted"] = self.drafted
        return super().get_context_data(**told | kwargs)


class IssueAnswerView(WarnsOfUnread, OfIssue):
    """Sent from the box on the issue's page; alone only where something was wrong with it."""

    form_class = AnswerForm
    template_name = "issues/issue_answer.html"
    title = "Answer"
    lead = "{row.participant.name} reads it."
    submit_label = "Send answer"
    extras = "issue-answer"
    success_message = "Answered."
    anchor = "#latest"

    def get_initial(self) -> dict[str, Any]:
        """With an approved answer and its citation, where one was chosen."""
        return super().get_initial() | approved_text(self.request)

    def act(self, data: dict[str, Any], **who: Any) -> Comment | HeldAnswer:
        return self.told(conversation.answer_issue(issue=self.object, **data, **who))


class IssueNoteView(OfIssue):
    """Whoever works on issues may leave a note, also to colleagues' ones."""

    form_class = NoteForm
    template_name = "issues/issue_note.html"
    title = "Internal note"
    lead = "Only the staff reads it. It stops no clock and reaches no participant."
    submit_label = "Save note"
    success_message = "Noted, for the staff only."
    anchor = "#latest"
    prefix = "note"

    def permission(self) -> Answer:
        return permissions.can_write_issues(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Note:
        return conversation.note_issue(issue=self.object, **data, **who)


class IssueWriteDownView(OfIssue):
    form_class = WriteDownForm
    title = "Write down what they said"
    lead = "It counts as the participant's word, and the clocks run as if it had been written in the portal."
    submit_label = "Write it down"
    success_message = "Written down."
    drafted = True
    anchor = "#latest"

    def act(self, data: dict[str, Any], **who: Any) -> Comment:
        return conversation.write_down(issue=self.object, **data, **who)


class IssueTakeUpView(OfIssue):
    """Sent by a button; with a page of its own for whoever opens the address."""

    form_class = OfParticipantForm
    title = "Take up: {row.title}"
    lead = "The participant sees that somebody works on it."
    submit_label = "Take up"
    success_message = "It is in progress."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return moves.take_up(issue=self.object, **who)


class IssueResumeView(IssueTakeUpView):
    title = "Go on without the answer: {row.title}"
    lead = "It is no longer the participant's turn: clocks of the targets run again."
    submit_label = "Go on"


class IssueChangeView(OfIssue):
    form_class = IssueChangeForm
    template_name = "issues/issue_facts_form.html"
    title = "Change facts of {row.ref}"
    lead = "The clocks follow the severity and the category."
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return IssueChangeForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return changing.change_issue(issue=self.object, **data, **who)


class IssueHandOverView(OfIssue):
    form_class = OwnerForm
    title = "Hand over: {row.title}"
    submit_label = "Hand over"
    success_message = "{done.owner.name} owns it now."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return changing.hand_over_issue(issue=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owner = self.object.owner
        lead = f"It is {owner.name}'s now. The clocks run on." if owner else "Nobody owns it yet."
        return super().get_context_data(lead=lead, **kwargs)


class IssueResolveView(WarnsOfUnread, OfIssue):
    form_class = ResolveForm
    title = "Resolve: {row.title}"
    lead = "The participant confirms it, or reopens it and says why."
    submit_label = "Resolve"
    extras = "issue-resolve"
    drafted = True
    success_message = "Resolved. The participant confirms it or reopens it."

    def act(self, data: dict[str, Any], **who: Any) -> Issue | HeldAnswer:
        return self.told(moves.resolve_issue(issue=self.object, **data, **who))


class IssueCloseView(OfIssue):
    form_class = OptionalReasonForm
    title = "Close: {row.title}"
    lead = "Without waiting for the participant's word. " + MOVES
    submit_label = "Close issue"
    success_message = "Closed."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return moves.close_issue(issue=self.object, **data, **who)


class IssueReopenView(OfIssue):
    form_class = ReasonForm
    title = "Reopen: {row.title}"
    lead = MOVES
    submit_label = "Reopen"
    success_message = "It is in progress again."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return moves.reopen_issue(issue=self.object, **data, **who)


class IssueWithdrawView(OfIssue):
    form_class = ReasonForm
    title = "Withdraw: {row.title}"
    lead = "The participant needs no answer any more. It cannot be taken up again. " + MOVES
    submit_label = "Withdraw issue"
    danger = True
    success_message = "Withdrawn."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return moves.withdraw_issue(issue=self.object, **data, **who)
