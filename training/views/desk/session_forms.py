"""The desk's forms about a session: plan it, change it, announce it, call it off."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from portal.lifecycle.refusals import Answer
from training import permissions
from training.actions import sessions as actions
from training.business_days import closed_days
from training.choices import Format
from training.forms.enrollments import NothingForm, ToldReasonForm
from training.forms.sessions import DayFormSet, DayRows, PublishForm, SessionForm, days_of, zone_given
from training.invitations import how_many
from training.models import CourseSession
from training.session_lists import seats_of
from training.views.desk.pages import TrainingForm

CENTRAL = "America/Chicago"


class Managing(TrainingForm):
    """Only for those who run the training of the department."""

    def permission(self) -> Answer:
        return permissions.can_manage_training(self.request.user)

    def crumbs(self) -> list[tuple[str, str]]:
        above = [("Sessions", reverse("training:session-list"))]
        return above if self.object is None else [*above, (str(self.object), self.object.get_absolute_url())]


class OfSession(Managing):
    model = CourseSession

    def scope(self) -> QuerySet:
        return super().scope().select_related("course", "link")


class Planning(Managing):
    """The session and its days are sent together, and refused together."""

    template_name = "training/session_form.html"
    form_class = SessionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.object}

    @cached_property
    def days(self) -> DayRows:
        data = self.request.POST if self.request.method == "POST" else None
        otherwise = self.object.zone if self.object else CENTRAL
        zone = zone_given(data, otherwise) if data is not None else otherwise
        return DayFormSet(data, initial=self.initial_days(zone), prefix="days", form_kwargs={"zone": zone})

    def initial_days(self, zone: str) -> list[dict[str, Any]]:
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.bound = self.get_form()
        sound = self.bound.is_valid()
        alone = self.bound.cleaned_data.get("format") == Format.SELF_PACED
        if sound and (alone or self.days.is_valid()):
            return self.form_valid(self.bound)
        return self.form_invalid(self.bound)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(days=self.days, **kwargs)


class SessionAddView(Planning):
    title = "Add a session"
    lead = "It is a draft until you publish it: only the staff sees it."
    submit_label = "Add session"
    success_message = "Added as a draft."

    def get_initial(self) -> dict[str, Any]:
        return {"course": self.request.GET.get("course", "")[:40]}

    def act(self, data: dict[str, Any], **who: Any) -> CourseSession:
        return actions.add_session(**self.bound.given(self.days), **who)


class SessionChangeView(Planning, OfSession):
    title = "Change {row}"
    success_message = "Saved."

    def get_lead(self) -> str:
        if self.object.state == "draft":
            return "It is a draft: nobody is told."
        return "Everybody with a seat, an offer or a place in the line is told of a change of time or place."

    def get_initial(self) -> dict[str, Any]:
        return SessionForm.values_of(self.object)

    def initial_days(self, zone: str) -> list[dict[str, Any]]:
        paced = self.object.format == Format.SELF_PACED
        return [] if paced else days_of(self.object.days.all(), self.object.zone)

    def act(self, data: dict[str, Any], **who: Any) -> CourseSession:
        return actions.change_session(session=self.object, **self.bound.given(self.days), **who)


class SessionPublishView(OfSession):
    form_class = PublishForm
    template_name = "training/session_publish.html"
    title = "Publish {row}"
    lead = "Everybody in the market can see it from then on, and people can enroll."
    submit_label = "Publish"
    success_message = "Published."

    def act(self, data: dict[str, Any], **who: Any) -> CourseSession:
        return actions.publish_session(session=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = list(self.object.days.all())
        return super().get_context_data(
            days=days,
            closed=closed_days(days, self.object.zone),
            invited=how_many(self.object, now=timezone.now()),
            link=getattr(self.object, "link", None),
            **kwargs,
        )


class SessionFinishView(OfSession):
    form_class = NothingForm
    title = "Finish {row}"
    lead = "It took place. Nobody is entered or taken out any more."
    submit_label = "Finish"
    success_message = "Finished."

    def act(self, data: dict[str, Any], **who: Any) -> CourseSession:
        return actions.finish_session(session=self.object, **who)


class SessionCancelView(OfSession):
    form_class = ToldReasonForm
    title = "Cancel {row}"
    submit_label = "Cancel session"
    danger = True
    success_message = "Canceled."

    def get_lead(self) -> str:
        row = self.object
        if row.state == "draft":
            return "It was never announced: nobody is told."
        people = seats_of(row).taken + row.waiting + row.enrollments.filter(state="requested").count()
        if not people:
            return "Nobody is enrolled or waits. It cannot be undone."
        told = "person is" if people == 1 else "people are"
        return f"{people} {told} told, with the reason. It cannot be undone."

    def act(self, data: dict[str, Any], **who: Any) -> CourseSession:
        return actions.cancel_session(session=self.object, **data, **who)
