"""The library of approved answers at the desk: the list, one of them with its versions, and its forms."""

from typing import Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from issues import permissions
from issues.actions import approved_answers as actions
from issues.choices.guidance import WordingState
from issues.forms.guiding import ApprovedAnswerForm, WordingForm
from issues.models import AnswerWording, ApprovedAnswer, Guidance
from issues.views.desk.guidance import GuidanceDoor, on_words
from issues.views.desk.referral_forms import IssuesForm
from participants.forms.base import ReasonField
from portal.lifecycle.refusals import Answer
from portal.web.views import ActionButton, ScopedDetailView, ScopedListView


class WhyForm(forms.Form):
    reason = ReasonField()


class ApprovedListView(GuidanceDoor, ScopedListView):
    model = ApprovedAnswer
    template_name = "issues/approved_list.html"
    orders = {"section": ("path", "id")}

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        newest = AnswerWording.objects.filter(answer=OuterRef("pk")).exclude(state=WordingState.DISCARDED)
        rows = on_words(rows, self.words) if self.words else rows
        states = {
            f"has_{one}": Subquery(newest.filter(state=one).values("number")[:1]) for one in ("approved", "draft")
        }
        return rows.annotate(**states)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            words=self.words, may_draft=permissions.can_draft_answers(self.request.user), **kwargs
        )


class ApprovedDetailView(GuidanceDoor, ScopedDetailView):
    model = ApprovedAnswer
    template_name = "issues/approved_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        versions = list(self.object.versions.select_related("drafted_by", "approved_by"))
        draft = next((one for one in versions if one.state == WordingState.DRAFT), None)
        told = Guidance.objects.visible_to(user).filter(approved__answer=self.object).exclude(ended="taken_back")
        return super().get_context_data(
            versions=versions,
            current=next((one for one in versions if one.state == WordingState.APPROVED), None),
            draft=draft,
            told=told.order_by().values("participant").distinct().count(),
            may_draft=permissions.can_draft_answers(user),
            may_judge=permissions.can_judge_guidance(user),
            may_approve=permissions.can_approve_wording(user, draft) if draft is not None else None,
            **kwargs,
        )


class OfAnswer(GuidanceDoor, IssuesForm):
    model: Any = ApprovedAnswer
    form_class: Any = WhyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        given.pop("row")
        return given


class ApprovedAddView(OfAnswer):
    form_class = ApprovedAnswerForm
    title = "Draft an answer for everybody"
    lead = "It is offered in answers once somebody else approved it."
    submit_label = "Save draft"
    success_message = "Drafted: {done.title}. Somebody else approves it."

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Approved answers", reverse("issues:approved-list"))]

    def permission(self) -> Answer:
        return permissions.can_draft_answers(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> ApprovedAnswer:
        return actions.draft_answer(**data, **who)


class ApprovedWordingView(OfAnswer):
    form_class = WordingForm
    title = "Other words: {row.title}"
    lead = "The approved words hold until somebody else approves these."
    submit_label = "Save draft"
    success_message = "Drafted. Somebody else approves it."

    def get_initial(self) -> dict[str, Any]:
        return {"wording": self.object.versions.order_by("-number").first().wording}

    def permission(self) -> Answer:
        return permissions.can_draft_answers(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> ApprovedAnswer:
        return actions.redraft_answer(answer=self.object, **data, **who)


class ApprovedApproveView(GuidanceDoor, ActionButton):
    model = ApprovedAnswer
    success_message = "Approved: {object.title}. It is offered in answers."

    def act(self, data: dict[str, Any], **who: Any) -> ApprovedAnswer:
        return actions.approve_answer(answer=self.object, **who)


class ApprovedDiscardView(OfAnswer):
    title = "Discard the draft: {row.title}"
    lead = "It stays among the versions and is not offered."
    submit_label = "Discard draft"
    success_message = "Discarded."

    def permission(self) -> Answer:
        return permissions.can_draft_answers(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> ApprovedAnswer:
        return actions.discard_draft(answer=self.object, **data, **who)


class ApprovedRetireView(OfAnswer):
    title = "Retire: {row.title}"
    lead = "Nobody is offered it any more, and saying it no longer counts as saying the same."
    submit_label = "Retire answer"
    danger = True
    success_message = "Retired."

    def permission(self) -> Answer:
        return permissions.can_judge_guidance(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> ApprovedAnswer:
        return actions.retire_answer(answer=self.object, **data, **who)
