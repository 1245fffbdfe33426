"""Review meetings of a plan at the desk: planning one, its page, its points, holding it, the brief for it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import View

from participants import permissions, plan_briefs, plan_papers
from participants.actions import plan_reviews as actions
from participants.choices import MeetingState, PlanState, PointKind
from participants.forms.base import ReasonForm
from participants.forms.plan_reviews import AT_ONCE, FORMS, MinutesForm, ReviewForm, TakeUpForm
from participants.forms.plans import ButtonForm
from participants.models import AccountPlan, PlanReview, PlanTask, PlanVersion, ReviewPoint
from participants.plan_agenda import proposed
from participants.plan_review_reading import by_kind, with_tasks
from participants.views.desk.plan_forms import OfPlan
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import Scoped, ScopedDetailView

TITLES = {
    PointKind.AGENDA: "Add a point to the agenda",
    PointKind.DECISION: "Write down a decision",
    PointKind.ACTION: "Write down an action item",
}


class ReviewPlanView(OfPlan):
    """Proposes the next quarterly meeting."""

    form_class = ReviewForm
    title = "Plan a review meeting"
    lead = "The next quarterly meeting is proposed; its agenda follows from the plan. Both sides hear of it."
    submit_label = "Plan the meeting"
    success_message = "Planned: {done.title}. Both sides hear of it."

    def get_initial(self) -> dict[str, Any]:
        return ReviewForm.values_of(*proposed(self.object, timezone.now()))

    def act(self, data: dict[str, Any], **who: Any) -> PlanReview:
        return actions.plan_review(plan=self.object, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url() if hasattr(self, "done") else super().get_success_url()


class ReviewView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = PlanReview
    template_name = "participants/plan_review.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("plan__participant", "plan__owner", "created_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review, user = self.object, self.request.user
        points = list(review.points.select_related("owner", "contact").order_by("order", "id"))
        with_tasks(points, review, user)
        states = set(PlanVersion.objects.filter(plan=review.plan).values_list("state", flat=True))
        return super().get_context_data(
            plan=review.plan,
            participant=review.plan.participant,
            **by_kind(points),
            planned=review.state == MeetingState.PLANNED,
            begun=market_day(review.starts_at) <= market_day(timezone.now()),
            waits_for_signing=PlanState.IN_REVIEW in states,
            may_write=permissions.can_write_plan(user, review.plan),
            **kwargs,
        )


class OfReview(OfPlan):
    """About one meeting; ends on its page."""

    model = PlanReview

    def scope(self) -> Any:
        return super().scope().select_related("plan__participant")

    @property
    def plan(self) -> AccountPlan:
        return self.object.plan


class ReviewMoveView(OfReview):
    form_class = ReviewForm
    title = "Move {row.title}"
    lead = "Both sides hear of it."
    success_message = "Saved. Both sides hear of it."

    def get_initial(self) -> dict[str, Any]:
        row = self.object
        return ReviewForm.values_of(row.title, row.starts_at, row.ends_at, row.place)

    def act(self, data: dict[str, Any], **who: Any) -> PlanReview:
        return actions.move_review(review=self.object, **data, **who)


class ReviewCancelView(OfReview):
    form_class = ReasonForm
    title = "Cancel {row.title}"
    lead = "Both sides hear of it and read the reason."
    submit_label = "Cancel the meeting"
    danger = True
    success_message = "Canceled. Both sides hear of it."

    def act(self, data: dict[str, Any], **who: Any) -> PlanReview:
        return actions.cancel_review(review=self.object, **data, **who)


class ReviewAgendaView(OfReview):
    form_class = ButtonForm
    title = "Read the plan anew for {row.title}"
    lead = "Points that are new are added. What somebody wrote stays as it is."
    submit_label = "Add what is new"
    success_message = "The agenda follows the plan as it is now."

    def act(self, data: dict[str, Any], **who: Any) -> PlanReview:
        return actions.refresh_agenda(review=self.object, **who)


class ReviewHoldView(OfReview):
    form_class = MinutesForm
    title = "Minutes of {row.title}"
    lead = "Both sides read them. Action items that are no task yet become tasks of the plan's next draft."
    submit_label = "Close the meeting"
    success_message = "Held. Both sides hear that the minutes are there."

    def act(self, data: dict[str, Any], **who: Any) -> PlanReview:
        return actions.hold_review(review=self.object, **data, **who)


class PointAddView(OfReview):
    success_message = "Written down."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["kind"] not in FORMS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def title(self) -> str:
        return TITLES[self.kwargs["kind"]]

    def get_form_class(self) -> Any:
        return FORMS[self.kwargs["kind"]]

    def act(self, data: dict[str, Any], **who: Any) -> ReviewPoint:
        return actions.add_point(review=self.object, kind=self.kwargs["kind"], **data, **who)


class OfPoint(OfPlan):
    """About a point of a meeting; ends on the meeting's page."""

    model = ReviewPoint

    def scope(self) -> Any:
        return super().scope().select_related("review__plan__participant", "owner", "contact")

    @property
    def plan(self) -> AccountPlan:
        return self.object.review.plan

    def get_success_url(self) -> str:
        return self.object.review.get_absolute_url()


class PointRemoveView(OfPoint):
    form_class = ButtonForm
    title = "Take a point off"
    lead = "“{row.text}”"
    submit_label = "Take off"
    danger = True
    success_message = "Taken off."

    def act(self, data: dict[str, Any], **who: Any) -> None:
        actions.remove_point(point=self.object, **who)


class PointTakeUpView(OfPoint):
    form_class = TakeUpForm
    title = "Make it a task"
    lead = "“{row.text}”"
    submit_label = "Make it a task"
    success_message = "It is a task now: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> PlanTask:
        return actions.take_up_action(point=self.object, at_once=data["where"] == AT_ONCE, **who)


class ReviewBriefView(DeskDoor, Scoped, View):
    """What whoever goes into the meeting should know; for the staff only."""

    capability = "participants.view"
    http_method_names = ["get", "head", "options"]
    model = PlanReview

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        review = get_object_or_404(self.scope().select_related("plan__participant", "plan__owner"), ref=ref)
        return plan_papers.as_download(plan_briefs.meeting_brief(review, request.user, now=timezone.now()))
