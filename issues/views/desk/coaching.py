"""Reviews of answers: the list, one review for its reviewer or its author, asking for one, the overview."""

from functools import cached_property
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from issues import coaching_figures as figures
from issues import protected_reading
from issues.actions import coaching as actions
from issues.actions.coaching_catalog import change_policy
from issues.actions.coaching_draw import ask_review
from issues.choices.coaching import AnswerKind, AnswerReviewState
from issues.coaching_answers import answers
from issues.coaching_deadlines import timed
from issues.forms import coaching as given
from issues.models import AnswerReview, CoachingPoint, Issue, ReviewPolicy
from issues.permissions import coaching as permissions
from issues.querysets.coaching import oversees
from participants.models import Letter
from portal.lifecycle.refusals import Allowed, Answer, Denied
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionFormView, ScopedListView

TOLD: Final = {
    given.RECORD: "Saved: the author reads it now.",
    given.SKIP: "Skipped.",
    given.CLOSE: "Closed.",
    given.HAND_ON: "Handed on.",
    given.ACKNOWLEDGE: "Taken up: the reviewer knows.",
}
CHOOSE: Final = Denied("Choose what becomes of the review.")


class ReviewDoor(DeskDoor):
    capability = "issues.work"
    denial = "Your role answers no participants."


class AnswerReviewListView(ReviewDoor, ScopedListView):
    """What one is to review, what one was told, and for supervisors all of it."""

    model = AnswerReview
    template_name = "issues/coaching_list.html"
    orders = {"newest": ("-drawn_at", "-id")}

    @property
    def view_name(self) -> str:
        chosen = self.request.GET.get("view", "")
        return chosen if chosen in self.views else next(iter(self.views))

    @cached_property
    def views(self) -> dict[str, str]:
        """All of them are the supervisors' alone."""
        return {key: label for key, label in given.VIEWS.items() if key != "all" or oversees(self.request.user)}

    def scope(self) -> QuerySet:
        return self._of(self.view_name).for_pages()

    def _of(self, view: str) -> QuerySet:
        rows, user = super().scope(), self.request.user
        if view == "own":
            return rows.filter(author=user)
        if view == "done":
            return rows.filter(reviewer=user).made()
        return rows if view == "all" else rows.filter(reviewer=user).waiting()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = {"mine": self._of("mine"), "own": self._of("own").unread()}
        tabs = [(key, label, bounded_count(counts[key]) if key in counts else "") for key, label in self.views.items()]
        timed(kwargs["page"].rows)
        return super().get_context_data(
            view=self.view_name, tabs=tabs, may_oversee=oversees(self.request.user), **kwargs
        )


class AnswerReviewDetailView(ReviewDoor, ActionFormView):
    """The answer, its marks and points; the reviewer's form, or the author's word."""

    model = AnswerReview
    template_name = "issues/coaching_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().for_pages()

    @property
    def then(self) -> str:
        return self.request.POST.get("then", "")

    @cached_property
    def may_decide(self) -> Answer:
        return permissions.can_decide_review(self.request.user, self.object)

    def permission(self) -> Answer:
        if self.request.method != "POST":
            return Allowed()
        if self.then == given.ACKNOWLEDGE:
            return permissions.can_acknowledge_review(self.request.user, self.object)
        return self.may_decide

    def get_form(self, form_class: Any = None) -> forms.Form:
        """The one that was sent; its errors stand in it."""
        return self._form(self.then, self.request.POST)

    def _form(self, then: str, data: Any = None) -> forms.Form:
        if then == given.HAND_ON:
            return given.HandOnReviewForm(data, row=self.object)
        if then in (given.SKIP, given.CLOSE):
            return given.SettleReviewForm(data)
        if then == given.ACKNOWLEDGE:
            return given.AcknowledgeReviewForm(data)
        return given.RecordReviewForm(data, row=self.object)

    def act(self, data: dict[str, Any], **who: Any) -> AnswerReview:
        self.success_message = TOLD.get(self.then, "")
        if self.then == given.RECORD:
            form = self._form(self.then, self.request.POST)
            form.is_valid()
            return actions.record_review(review=self.object, **form.told(), **who)
        deeds = {
            given.SKIP: actions.skip_review,
            given.CLOSE: actions.close_review,
            given.HAND_ON: actions.hand_on_review,
            given.ACKNOWLEDGE: actions.acknowledge_review,
        }
        if self.then not in deeds:
            CHOOSE.enforce()
        return deeds[self.then](review=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("issues:review-list") if self.then == given.HAND_ON else self.done.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, sent = self.object, kwargs.pop("form", None)
        timed([row])
        waits = row.state == AnswerReviewState.DRAWN
        unread = row.state == AnswerReviewState.REVIEWED
        names = {given.RECORD: waits, given.SKIP: waits, given.HAND_ON: waits, given.CLOSE: unread}
        shown = [name for name, wanted in names.items() if wanted and self.may_decide]
        if unread and row.author_id == self.request.user.pk:
            shown.append(given.ACKNOWLEDGE)
        chosen = {name: sent if sent is not None and name == self.then else self._form(name) for name in shown}
        said = row.comment.issue if row.comment is not None else None
        asked = said.comments.filter(at__lt=row.comment.at).order_by("-at", "-id").first() if said is not None else None
        protected_reading.note_said([row.comment, asked], by=self.request.user, now=timezone.now())
        return super().get_context_data(
            form=sent,
            record=chosen.get(given.RECORD),
            skip=chosen.get(given.SKIP),
            hand_on=chosen.get(given.HAND_ON),
            close=chosen.get(given.CLOSE),
            acknowledge=chosen.get(given.ACKNOWLEDGE),
            said=asked,
            marks=list(row.marks.select_related("criterion")),
            points=list(CoachingPoint.objects.filter(review=row).select_related("topic")),
            **kwargs,
        )


class ReviewAskView(ReviewDoor, ActionFormView):
    """By hand: of an answer in this issue, or of this letter."""

    template_name = "issues/coaching_ask.html"
    success_message = "A review is on its way to {done.reviewer.name}."
    model: Any = Issue

    def permission(self) -> Answer:
        return permissions.can_view_reviews(self.request.user)

    @cached_property
    def rows(self) -> QuerySet | None:
        """What may be chosen of the issue: of whom is asked again by the action."""
        if self.model is Letter:
            return None
        return answers().filter(issue=self.object).order_by("-at", "-id")

    def get_form(self, form_class: Any = None) -> forms.Form:
        data = self.request.POST if self.request.method == "POST" else None
        return given.AskReviewForm(data, rows=self.rows)

    def act(self, data: dict[str, Any], **who: Any) -> AnswerReview:
        about = {"letter": self.object} if self.model is Letter else {}
        return ask_review(**about, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nothing = self.rows is not None and not self.rows.exists()
        return super().get_context_data(nothing=nothing, is_letter=self.model is Letter, **kwargs)


class LetterReviewAskView(ReviewAskView):
    model = Letter


class ReviewOverviewView(ReviewDoor, ActionFormView):
    """How reviews go, by person, criterion and topic; and the policy, each level a form of its own."""

    model = None
    form_class = given.PolicyForm
    template_name = "issues/coaching_overview.html"
    success_message = "Saved: {done}."

    def permission(self) -> Answer:
        return permissions.can_oversee_reviews(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> ReviewPolicy:
        return change_policy(**data, **who)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_success_url(self) -> str:
        return reverse("issues:review-overview")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = self.request.user, timezone.now()
        return super().get_context_data(
            people=figures.by_person(user, now),
            criteria=figures.by_criterion(user, now),
            topics=figures.by_topic(user, now),
            policies=list(ReviewPolicy.objects.order_by("level")),
            kinds=AnswerKind.choices,
            **kwargs,
        )
