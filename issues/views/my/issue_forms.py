"""What a participant's user does with an issue: reply, say that it is solved or not, withdraw it."""

from typing import Any

from issues import permissions
from issues.actions import conversation, moves
from issues.forms.speaking import ReplyForm
from issues.models import Comment, Issue
from participants.forms.base import OfParticipantForm, ReasonForm
from participants.views.my.pages import MyForm
from portal.lifecycle.refusals import Answer
from portal.web import panels


class OfMyIssue(MyForm):
    """About one issue the person may see; ends on its page."""

    model = Issue
    template_name = "issues/my_form.html"
    anchor = ""

    def permission(self) -> Answer:
        return permissions.can_reply(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.object.get_my_url() + self.anchor


class MyIssueReplyView(OfMyIssue):
    """Sent from the box on the issue's page; alone only where something was wrong with it."""

    form_class = ReplyForm
    template_name = "issues/my_reply.html"
    title = "Reply"
    lead = "About {row.title}"
    success_message = "Sent."
    anchor = "#latest"

    def act(self, data: dict[str, Any], **who: Any) -> Comment:
        return conversation.reply_to_issue(issue=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        extras = panels.drawn("my-issue-reply", self.request, self.object)
        return super().get_context_data(extras=extras, **kwargs)


class MyIssueConfirmView(OfMyIssue):
    form_class = OfParticipantForm
    title = "It is solved"
    lead = "The issue is closed then. Thank you for telling us."
    submit_label = "Yes, it is solved"
    success_message = "Closed. Thank you."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return moves.confirm_issue(issue=self.object, **who)


class MyIssueReopenView(OfMyIssue):
    form_class = ReasonForm
    title = "It is not solved"
    lead = "Say what is still wrong; we go on with it."
    submit_label = "Reopen"
    success_message = "It is in progress again."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return moves.reopen_issue(issue=self.object, **data, **who)


class MyIssueWithdrawView(OfMyIssue):
    form_class = ReasonForm
    title = "Withdraw: {row.title}"
    lead = "You need no answer any more. It cannot be taken up again."
    submit_label = "Withdraw issue"
    danger = True
    success_message = "Withdrawn."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return moves.withdraw_issue(issue=self.object, **data, **who)
