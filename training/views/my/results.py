"""The own training: certificates, attendance and tests, checking in, and saying what a session was worth."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from participants.models import Contact
from participants.views.my.pages import MyForm, MyPage
from portal.documents.serving import respond
from portal.lifecycle.refusals import Answer
from portal.web import keyset
from portal.web.doors import MyDoor
from portal.web.views import Scoped
from training import permissions
from training.actions.attendance import HELD, check_in
from training.actions.evaluations import evaluate_session
from training.certificate_lists import NAMED, in_view, standings, transcript_of
from training.choices import EnrollmentState
from training.forms.outcomes import CheckInForm, EvaluationForm
from training.models import Certificate, Enrollment, Evaluation
from training.querysets.enrollments import sees_colleagues
from training.rules.checking_in import code_holds
from training.your_turn import to_evaluate

VIEWS = {"force": "In force", "expiring": "Ending in 90 days", "expired": "Expired", "all": "All"}
NEWEST, NEXT_TO_END = ("-issued_on", "-id"), ("expires_on", "id")


class MyTrainingView(MyPage):
    """The own transcript, and what is to be done: check in today, evaluate what is over."""

    template_name = "training/my_results.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        own = Contact.objects.visible_to(user).filter(user=user.pk, participant=self.participant)
        own = own.order_by("-active", "id").first()
        transcript = transcript_of(own, user, self.today) if own is not None else None
        return super().get_context_data(
            transcript=transcript,
            running=list(self._seats().filter(session__days__in=self._days_now()).distinct()),
            to_evaluate=list(
                to_evaluate(user, self.now).select_related("session__course").order_by("session__starts_at")
            ),
            whole=sees_colleagues(user.acting_for),
            **kwargs,
        )

    def _seats(self) -> QuerySet[Enrollment]:
        user = self.request.user
        rows = Enrollment.objects.visible_to(user).filter(contact__user=user.pk, state=EnrollmentState.SEATED)
        return rows.filter(session__state__in=HELD).select_related("session__course").order_by("session__starts_at")

    def _days_now(self) -> list[int]:
        days = [day for seat in self._seats().prefetch_related("session__days") for day in seat.session.days.all()]
        return [day.pk for day in days if code_holds(day.starts_at, day.ends_at, self.now)]


class MyCertificateListView(MyPage):
    """The own ones; for administrators those of all people of the company."""

    template_name = "training/my_certificate_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        view = query["view"] if query.get("view") in VIEWS else next(iter(VIEWS))
        rows = Certificate.objects.visible_to(self.request.user).select_related(*NAMED)
        order = NEXT_TO_END if view == "expiring" else NEWEST
        page = keyset.paginate(
            in_view(rows, view, self.today), order, after=query.get("after", ""), before=query.get("before", "")
        )
        standings(page.rows, self.today)
        return super().get_context_data(
            page=page,
            view=view,
            tabs=list(VIEWS.items()),
            whole=sees_colleagues(self.request.user.acting_for),
            **kwargs,
        )


class MyCertificateView(MyPage):
    template_name = "training/my_certificate_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Certificate.objects.visible_to(request.user).select_related(*NAMED, "version")
        self.object = get_object_or_404(rows, ref=self.kwargs["ref"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standings([self.object], self.today)
        newer = Certificate.objects.visible_to(self.request.user).filter(replaces=self.object).first()
        return super().get_context_data(object=self.object, newer=newer, **kwargs)


class MyCertificateFileView(MyDoor, Scoped, View):
    """The paper as a download."""

    http_method_names = ["get", "head", "options"]
    model = Certificate

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        row = get_object_or_404(self.scope().select_related("document"), ref=ref)
        if row.document is None:
            raise Http404
        return respond(row.document, to=request.user)


class MyTranscriptView(MyPage):
    """Of one person of the company, for its administrators; of oneself for everybody."""

    template_name = "training/my_transcript.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        people = Contact.objects.visible_to(request.user).filter(participant=self.participant)
        if not sees_colleagues(request.user.acting_for):
            people = people.filter(user=request.user.pk)
        self.object = get_object_or_404(people, ref=self.kwargs["ref"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        transcript = transcript_of(self.object, self.request.user, self.today)
        return super().get_context_data(object=self.object, transcript=transcript, **kwargs)


class OfMySeat(MyForm):
    """A form about a seat; ends on the page of the own training."""

    model = Enrollment
    template_name = "training/my_result_form.html"

    def scope(self) -> Any:
        return super().scope().select_related("session__course", "contact", "participant")

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {name: value for name, value in kwargs.items() if name not in ("user", "participant", "row")}

    def get_success_url(self) -> str:
        return reverse("my-training")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"section_label": "Training"} | kwargs)


class MyCheckInView(OfMySeat):
    form_class = CheckInForm
    title = "Check in: {row.session}"
    lead = "Type the code that whoever teaches the session shows you."
    submit_label = "I am here"
    success_message = "You are marked present."

    def permission(self) -> Answer:
        return permissions.can_check_in(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return check_in(enrollment=self.object, code=data["code"], **who)


class MyEvaluateView(OfMySeat):
    form_class = EvaluationForm
    title = "How was it? {row.session}"
    lead = "It takes a minute. Nobody is shown who gave which mark or wrote what."
    submit_label = "Send"
    success_message = "Thank you."

    def permission(self) -> Answer:
        return permissions.can_evaluate(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Enrollment:
        return evaluate_session(enrollment=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = Evaluation.objects.visible_to(self.request.user).filter(pk=self.object.pk).exists()
        return super().get_context_data(given=given, **kwargs)
