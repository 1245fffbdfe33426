"""A participant's user asks that somebody higher looks at an issue."""

from typing import Any

from django.urls import reverse

from issues import permissions
from issues.actions.escalations import ask_escalation
from issues.forms.escalations import AskEscalationForm
from issues.models import Issue
from portal.lifecycle.refusals import Answer
from portal.web.doors import MyDoor
from portal.web.views import ActionFormView


class MyEscalateView(MyDoor, ActionFormView):
    model = Issue
    form_class = AskEscalationForm
    template_name = "issues/my_escalate.html"
    success_message = "A supervisor of client services was told."

    def permission(self) -> Answer:
        return permissions.can_ask_escalation(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.object}

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return ask_escalation(issue=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("my-issue", args=[self.object.ref])
