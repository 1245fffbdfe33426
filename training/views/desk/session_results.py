"""What came of one session: who was there, who passed, who is certified, what they thought of it."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView
from training import permissions
from training.actions.attendance import HELD, make_code, mark_attendance
from training.actions.certifying import certify_session
from training.actions.scores import enter_results, strike_out_result
from training.choices import Format
from training.completions import Seat, days_of, seats_of
from training.evaluation_summaries import summary_of
from training.forms.outcomes import AttendanceForm, CertifyForm, ScoresForm, StrikeForm
from training.models import CheckInCode, CourseSession, Enrollment, SessionDay, TestResult
from training.rules.checking_in import code_holds, may_mark
from training.views.desk.certificate_forms import ResultForm


def results_url(session: CourseSession) -> str:
    return reverse("training:session-results", args=[session.ref])


class OfSession:
    """Reads of one session; of its people those whom the person may see."""

    request: HttpRequest
    object: CourseSession

    def scope(self) -> QuerySet[CourseSession]:
        return CourseSession.objects.visible_to(self.request.user).select_related("course")

    @cached_property
    def seats(self) -> list[Seat]:
        return seats_of(self.object, enrollments=Enrollment.objects.visible_to(self.request.user))

    @cached_property
    def days(self) -> list[SessionDay]:
        return days_of(self.object)

    @property
    def alone(self) -> bool:
        return self.object.format == Format.SELF_PACED


class SessionResultsView(OfSession, DeskDoor, ScopedDetailView):
    """The list at the desk: a line for each person, a column for each day."""

    capability = "training.view"
    model = CourseSession
    template_name = "training/session_results.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        session, now = self.object, timezone.now()
        may_record = permissions.can_record_outcome(self.request.user, session)
        codes = CheckInCode.objects.filter(day__in=self.days) if may_record else CheckInCode.objects.none()
        shown = {row.day_id: row.code for row in codes}
        days = [
            {
                "number": number,
                "day": day,
                "code": shown.get(day.pk, "") if code_holds(day.starts_at, day.ends_at, now) else "",
                "open": may_mark(day.starts_at, now),
                "codable": now <= day.ends_at,
            }
            for number, day in enumerate([] if self.alone else self.days, start=1)
        ]
        return super().get_context_data(
            seats=self.seats,
            days=days,
            held=session.state in HELD,
            alone=self.alone,
            may_record=may_record,
            may_issue=permissions.can_issue_certificates(self.request.user),
            ready=sum(seat.ready for seat in self.seats),
            certified=sum(seat.certificate is not None for seat in self.seats),
            summary=summary_of(session),
            **kwargs,
        )


class SessionEvaluationsView(OfSession, DeskDoor, ScopedDetailView):
    capability = "training.view"
    model = CourseSession
    template_name = "training/session_evaluations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(summary=summary_of(self.object), asked=len(self.seats), **kwargs)


class SessionForm(OfSession, ResultForm):
    """A form about one session; ends at its results."""

    model = CourseSession

    def permission(self) -> Answer:
        return permissions.can_record_outcome(self.request.user, self.object)

    @property
    def back(self) -> str:
        return results_url(self.object)

    def get_success_url(self) -> str:
        return self.back

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"seats": self.seats}


class SessionAttendanceView(SessionForm):
    """The check-in list of one day."""

    form_class = AttendanceForm
    template_name = "training/session_attendance.html"
    success_message = "Saved: {done} marks changed."
    submit_label = "Save the list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Days are numbered within their session; the session is scoped before.
        self.number = kwargs["number"]
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def day(self) -> SessionDay:
        if self.alone or not 1 <= self.number <= len(self.days):
            raise Http404
        return self.days[self.number - 1]

    def get_form_kwargs(self) -> dict[str, Any]:
        day = self.day
        return super().get_form_kwargs() | {"day_index": self.days.index(day)}

    def form_valid(self, form: Any) -> HttpResponse:
        self.marks = form.marks(rest_present="rest" in self.request.POST)
        return super().form_valid(form)

    def act(self, data: dict[str, Any], **who: Any) -> int:
        return mark_attendance(day=self.day, marks=self.marks, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(day=self.day, number=self.number, title="Check-in list", **kwargs)


class SessionCodeView(SessionForm):
    """The button that makes a code for a day; it is shown on the results page while it holds."""

    http_method_names = ["post", "options"]
    form_class = Form
    title = "Make a code"
    submit_label = "Make a code"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        del kwargs["seats"]
        return kwargs

    def act(self, data: dict[str, Any], **who: Any) -> CheckInCode:
        number = self.kwargs["number"]
        if self.alone or not 1 <= number <= len(self.days):
            raise Http404
        return make_code(day=self.days[number - 1], **who)

    def get_success_url(self) -> str:
        return f"{self.back}#days"


class SessionScoresView(SessionForm):
    form_class = ScoresForm
    template_name = "training/session_scores.html"
    submit_label = "Enter the scores"
    success_message = "Entered."
    title = "Test results"
    lead = "Passed is whoever reaches {row.course.passing_percent} percent."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return enter_results(session=self.object, scores=data["scores"], taken_on=data["taken_on"], **who)


class ResultStrikeView(ResultForm):
    """One attempt that was entered wrongly."""

    model = TestResult
    form_class = StrikeForm
    title = "Strike out: {row}"
    lead = "It counts no more, and does not use up an attempt."
    submit_label = "Strike out"
    danger = True
    success_message = "Struck out."

    def scope(self) -> Any:
        return super().scope().select_related("enrollment__session__course", "enrollment__contact")

    def permission(self) -> Answer:
        return permissions.can_record_outcome(self.request.user, self.object.enrollment.session)

    @property
    def back(self) -> str:
        return results_url(self.object.enrollment.session)

    def get_success_url(self) -> str:
        return self.back

    def act(self, data: dict[str, Any], **who: Any) -> TestResult:
        return strike_out_result(result=self.object, reason=data["reason"], **who)


class SessionCertifyView(SessionForm):
    """The preview is the form: who gets a certificate, and what everybody else lacks."""

    form_class = CertifyForm
    template_name = "training/session_certify.html"
    title = "Issue certificates"
    submit_label = "Issue certificates"

    def permission(self) -> Answer:
        return permissions.can_issue_certificates(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"alone": self.alone}

    def form_valid(self, form: Any) -> HttpResponse:
        self.chosen = form.chosen
        return super().form_valid(form)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        made = certify_session(
            session=self.object, enrollments=self.chosen, completed_on=data.get("completed_on"), **who
        )
        self.success_message = f"Issued: {len(made)} certificate{'s' if len(made) != 1 else ''}."
        return made

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(alone=self.alone, **kwargs)
