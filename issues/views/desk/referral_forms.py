"""The forms about questions to departments; each calls one action, and a refusal stands above the form in words."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Department
from issues import permissions
from issues.actions import answering, desk_calls, referrals
from issues.choices import HandBack, ReferralState
from issues.forms.referrals import (
    AskAgainForm,
    AskForm,
    DeskCallForm,
    OfRow,
    ReleaseForm,
    TextForm,
    WithdrawForm,
    asked_of,
)
from issues.models import DeskCall, Issue, Referral
from issues.views.desk.referrals import ReferralDoor
from issues.views.desk.releasing import WarnsOfUnread
from portal.lifecycle.refusals import Answer
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView


class IssuesForm(ActionFormView):
    """The frame: what it is about, its button, and the way back. `title` and `lead` may name the row."""

    template_name = "issues/escalation_form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def crumbs(self) -> list[tuple[str, str]]:
        """The way here: label and address of each page above."""
        return [(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = self.crumbs()
        page = {
            "title": self.title.format(row=self.object),
            "lead": self.lead.format(row=self.object),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "crumbs": crumbs,
            "back": crumbs[-1][1],
        }
        return super().get_context_data(**page | kwargs)


class OfIssue(DeskDoor, IssuesForm):
    """About an issue that the person may see; ends on its page."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model: Any = Issue

    def scope(self) -> Any:
        return super().scope().select_related("participant", "category")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(f"{self.object.ref} {self.object.title}", self.object.get_absolute_url())]


class AskView(OfIssue):
    """A question to a department; `instead` names one that was handed back as not theirs."""

    form_class = AskForm
    template_name = "issues/referral_ask.html"
    title = "Ask a department"
    lead = "The department sees what stands here and nothing else. The participant does not learn of it."
    submit_label = "Ask"
    success_message = "Asked: {done.department.name}."

    def permission(self) -> Answer:
        return permissions.can_refer(self.request.user, self.object)

    @cached_property
    def instead_of(self) -> Referral | None:
        rows = Referral.objects.visible_to(self.request.user).filter(issue=self.object)
        rows = rows.filter(state=ReferralState.HANDED_BACK, hand_back=HandBack.NOT_OURS)
        return rows.filter(ref=self.request.GET.get("instead", "")[:20].replace("\x00", "")).first()

    def get_initial(self) -> dict[str, Any]:
        if self.instead_of is not None:
            return asked_of(self.instead_of)
        leading = self.object.category.departments
        first = Department.objects.filter(code__in=leading[:1], active=True, outside=False).first()
        return {"title": "", "department": first}

    def act(self, data: dict[str, Any], **who: Any) -> Referral:
        return referrals.refer_issue(issue=self.object, instead_of=self.instead_of, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desks: list[Department] = []
        if self.object.category.call_the_desk:
            desks = list(Department.objects.filter(code__in=self.object.category.departments, active=True))
        return super().get_context_data(desks=desks, instead_of=self.instead_of, **kwargs)


class DeskCallView(OfIssue):
    form_class = DeskCallForm
    title = "Write down a call to a desk"
    lead = "A real-time matter is told by phone. What was said stays among the staff, as a note on the issue."
    submit_label = "Write down"
    success_message = "Written down."

    def permission(self) -> Answer:
        return permissions.can_refer(self.request.user, self.object)

    def get_initial(self) -> dict[str, Any]:
        leading = self.object.category.departments
        first = Department.objects.filter(code__in=leading[:1], active=True, outside=False).first()
        return {"department": first, "called_at": timezone.localtime()}

    def act(self, data: dict[str, Any], **who: Any) -> DeskCall:
        return desk_calls.log_desk_call(issue=self.object, **data, **who)


class OfReferral(ReferralDoor, IssuesForm):
    """About one question; ends on its page."""

    model: Any = Referral
    form_class: Any = TextForm

    def scope(self) -> Any:
        return super().scope().select_related("issue__participant", "participant", "department", "taken_by")

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Questions", reverse("issues:referral-list")), (self.object.title, self.object.get_absolute_url())]

    def permission(self) -> Answer:
        return permissions.can_answer_referral(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class ReferralTakeView(OfReferral):
    form_class = OfRow
    title = "Take “{row.title}”"
    lead = "Your colleagues see that you work on it."
    submit_label = "Take"
    success_message = "You work on it."

    def act(self, data: dict[str, Any], **who: Any) -> Referral:
        return answering.take_referral(referral=self.object, **who)


class ReferralAskBackView(OfReferral):
    title = "Ask back: {row.title}"
    lead = "Say what is missing. The account manager hears of it, and your time stands still until you are told."
    submit_label = "Ask back"
    success_message = "Asked back. The clock rests."

    def act(self, data: dict[str, Any], **who: Any) -> Referral:
        return answering.ask_back(referral=self.object, **data, **who)


class ReferralHandBackView(OfReferral):
    title = "Not ours: {row.title}"
    lead = "Say why, and whose it is if you know. The account manager asks another department."
    submit_label = "Hand back"
    danger = True
    success_message = "Handed back."

    def act(self, data: dict[str, Any], **who: Any) -> Referral:
        return answering.hand_back(referral=self.object, **data, **who)


class ReferralAnswerView(OfReferral):
    title = "Answer: {row.title}"
    lead = "The account manager reads it and decides what the participant is told."
    submit_label = "Answer"
    success_message = "Answered."

    def act(self, data: dict[str, Any], **who: Any) -> Referral:
        return answering.answer_referral(referral=self.object, **data, **who)


class ReferralMessageView(OfReferral):
    title = "Write a message: {row.title}"
    lead = "Account manager and department read it. Whose turn it is stays as it is."
    submit_label = "Send"
    success_message = "Sent."

    def permission(self) -> Answer:
        return permissions.can_speak_on_referral(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return answering.write_on_referral(referral=self.object, **data, **who)


class ManagedReferral(OfReferral):
    """What the account manager does; it asks who may see the issue before who may move it."""

    def permission(self) -> Answer:
        answer = permissions.can_view_issues(self.request.user)
        return permissions.can_manage_referral(self.request.user, self.object) if answer else answer


class ReferralAskAgainView(ManagedReferral):
    form_class = AskAgainForm
    title = "Ask again: {row.title}"
    lead = "It is the department's turn again, and its clock runs."
    submit_label = "Ask again"
    success_message = "Asked again."

    def act(self, data: dict[str, Any], **who: Any) -> Referral:
        return referrals.ask_again(referral=self.object, **data, **who)


class ReferralReleaseView(WarnsOfUnread, ManagedReferral):
    """The department's words as a first draft of the account manager's own."""

    form_class = ReleaseForm
    template_name = "issues/referral_release.html"
    title = "Release the answer: {row.title}"
    lead = "Write it for the participant: it is your answer, and does not tell who was asked."
    submit_label = "Answer the participant"
    success_message = "The participant was answered."

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.object.answer}

    def act(self, data: dict[str, Any], **who: Any) -> Referral:
        done = referrals.release_answer(referral=self.object, **data, **who)
        if done.state == ReferralState.ANSWERED:
            self.success_message = "It waits for your mentor's release; the participant sees nothing of it yet."
        return done

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what stands inside every form of an answer: who reads it, and what it would tell of others."""
        extras = panels.drawn("issue-answer", self.request, self.object.issue)
        return super().get_context_data(extras=extras, **kwargs)


class ReferralWithdrawView(ManagedReferral):
    form_class = WithdrawForm
    title = "Withdraw: {row.title}"
    lead = "The department need not answer it any more. Its deadline is then neither met nor missed."
    submit_label = "Withdraw"
    danger = True
    success_message = "Withdrawn."

    def act(self, data: dict[str, Any], **who: Any) -> Referral:
        return referrals.withdraw_referral(referral=self.object, **data, **who)
