"""The company's own account plan: reading it, confirming or returning it, finishing tasks, and its review meetings."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from participants import permissions, plan_papers
from participants.actions import plan_signing as actions
from participants.actions.plan_work import finish_task
from participants.choices import MeetingState, PlanSide, PlanState, TaskState
from participants.forms.base import ReasonForm
from participants.forms.follow_ups import FinishForm
from participants.forms.plans import ButtonForm
from participants.models import AccountPlan, PlanReview, PlanStep, PlanTask, PlanVersion
from participants.plan_reading import Reading
from participants.plan_review_reading import by_kind, with_tasks
from participants.views.my.obligations import known
from participants.views.my.pages import MyForm, MyPage
from portal.lifecycle.refusals import Allowed, Answer
from portal.scoping.today import market_day
from portal.web.doors import MyDoor

STEPS = 60
MOST_VERSIONS = 12
MOST_REVIEWS = 20


class MyPlanView(MyPage):
    """What waits for the company's word, else what holds, else the last that held; also where there is none yet."""

    template_name = "my/plan.html"
    members_only = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.can_read_own_plan(request.user).enforce()
        return super().get(request, *args, **kwargs)

    def versions(self) -> list[PlanVersion]:
        rows = PlanVersion.objects.visible_to(self.request.user).select_related("plan")
        return list(rows.order_by("-plan__starts_on", "-number")[:MOST_VERSIONS])

    def chosen(self, versions: list[PlanVersion]) -> PlanVersion | None:
        waiting = [one for one in versions if one.state == PlanState.IN_REVIEW and one.confirmed_at is None]
        agreed = [one for one in versions if one.state == PlanState.AGREED]
        today = [one for one in agreed if one.plan.starts_on <= self.today <= one.plan.ends_on]
        return next(iter(waiting + today + agreed + versions), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, versions = self.request.user, self.versions()
        version = self.chosen(versions)
        steps = list(PlanStep.objects.visible_to(user).order_by("-at", "-id")[:STEPS])
        people = known([one.by_id for one in steps] + [one.plan.owner_id for one in versions])
        numbers = {one.pk: one.number for one in versions}
        for one in steps:
            one.person, one.number = people.get(one.by_id), numbers.get(one.version_id)
        return super().get_context_data(
            version=version,
            plan=version.plan if version else None,
            owner=people.get(version.plan.owner_id) if version else None,
            reading=Reading(version, user, self.today) if version else None,
            versions=versions,
            steps=steps,
            returned=not versions and next((one for one in steps if one.what in ("returned", "taken back")), None),
            reviews=self._reviews(version.plan) if version else [],
            may_confirm=version and permissions.can_confirm_plan(user, version.plan),
            looked_after_by=self.looked_after_by,
            **kwargs,
        )

    def _reviews(self, plan: AccountPlan) -> list[PlanReview]:
        rows = PlanReview.objects.visible_to(self.request.user).filter(plan=plan)
        return list(rows.order_by("-starts_at", "-id")[:MOST_REVIEWS])


class MyPlanVersionView(MyPlanView):
    """One version by its reference."""

    @cached_property
    def version(self) -> PlanVersion:
        rows = PlanVersion.objects.visible_to(self.request.user).select_related("plan")
        return get_object_or_404(rows, ref=self.kwargs["ref"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.version  # noqa: B018 - a stranger gets 404 before anything is drawn
        return super().get(request, *args, **kwargs)

    def chosen(self, versions: list[PlanVersion]) -> PlanVersion | None:
        return next((one for one in versions if one.pk == self.version.pk), self.version)


class OfMyPlan(MyForm):
    """About a version of the own plan; ends on the plan's page."""

    model = PlanVersion
    template_name = "my/plan_form.html"
    members_only = True

    def scope(self) -> Any:
        return super().scope().select_related("plan")

    def permission(self) -> Answer:
        return permissions.can_confirm_plan(self.request.user, self.object.plan)

    def get_success_url(self) -> str:
        return reverse("my-plan")


class MyPlanConfirmView(OfMyPlan):
    form_class = ButtonForm
    title = "Confirm {row.plan.title}"
    lead = "For your company. The plan is agreed once both sides have signed it; the days of its tasks count from then."
    submit_label = "Confirm the plan"
    success_message = "Confirmed for your company."

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        return actions.confirm_plan(version=self.object, **who)


class MyPlanReturnView(OfMyPlan):
    form_class = ReasonForm
    title = "Return {row.plan.title}"
    lead = "Say what should be different. Your account manager reads it, changes the plan and sends it again."
    submit_label = "Return the plan"
    success_message = "Returned. Your account manager reads the reason."

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        return actions.return_plan(version=self.object, **data, **who)


class MyPlanTaskView(MyForm):
    """A task of the plan; one of the own side is finished here, with what came of it."""

    model = PlanTask
    form_class = FinishForm
    template_name = "my/plan_task.html"
    members_only = True
    success_message = "Done: {done.title}."

    def scope(self) -> Any:
        return super().scope().select_related("version__plan", "contact", "objective")

    def permission(self) -> Answer:
        if self.request.method == "GET":
            return Allowed()
        return permissions.can_work_on_task(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> PlanTask:
        return finish_task(task=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("my-plan-task", args=[self.object.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task = self.object
        waits = list(PlanTask.objects.visible_to(self.request.user).filter(before=task, state=TaskState.OPEN))
        task.waits, task.late = waits, task.is_open and task.due_on < market_day(timezone.now())
        people = known([task.owner_id, task.done_by_id])
        task.owner = people.get(task.owner_id)
        mine = task.side == PlanSide.PARTICIPANT and task.version.state == PlanState.AGREED and task.is_open
        may = permissions.can_work_on_task(self.request.user, task) if mine else None
        told = {"finishable": bool(may) and not waits, "may": may, "done_by": people.get(task.done_by_id)}
        return super().get_context_data(plan=task.version.plan, **told, **kwargs)


class MyPlanReviewView(MyPage):
    template_name = "my/plan_review.html"
    members_only = True

    def scope(self) -> QuerySet[PlanReview]:
        return PlanReview.objects.visible_to(self.request.user).select_related("plan")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = get_object_or_404(self.scope(), ref=self.kwargs["ref"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review, user = self.object, self.request.user
        points = list(review.points.visible_to(user).select_related("contact").order_by("order", "id"))
        people = known([point.owner_id for point in points])
        for point in points:
            point.owner = people.get(point.owner_id)
        with_tasks(points, review, user)
        planned = review.state == MeetingState.PLANNED
        kinds = by_kind(points)
        return super().get_context_data(
            object=review,
            plan=review.plan,
            planned=planned,
            looked_after_by=self.looked_after_by,
            **kinds,
            **kwargs,
        )


class MyPlanPaperView(MyDoor, View):
    members_only = True
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        rows = PlanVersion.objects.visible_to(request.user).select_related("plan", "participant")
        version = get_object_or_404(rows, ref=ref)
        return plan_papers.as_download(plan_papers.plan_paper(version, request.user, now=timezone.now()))
