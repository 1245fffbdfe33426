"""The survey after an issue: answered by a link or signed in, and read by the staff."""

from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from issues.actions.surveying import answer_survey, behind
from issues.forms.surveys import SurveyFilter, SurveyForm
from issues.models import Survey
from participants.views.my.pages import MyForm
from portal.lifecycle.refusals import Allowed, Answer, Refused
from portal.web.doors import DeskDoor
from portal.web.views import ScopedListView

PAGE = "issues/survey.html"


@method_decorator(never_cache, name="dispatch")
class SurveyByLinkView(View):
    """Signed in or not: the link asks one question, once, and shows nothing of what it was about."""

    http_method_names = ["get", "head", "post", "options"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.survey = behind(kwargs["secret"], timezone.now())
        if self.survey is None:
            raise Http404

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        return self._told(SurveyForm())

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        form = SurveyForm(request.POST)
        if not form.is_valid():
            return self._told(form, status=422)
        try:
            answer_survey(survey=self.survey, by=None, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self._told(form, status=422)
        return self._told(None)

    def _told(self, form: SurveyForm | None, status: int = 200) -> HttpResponse:
        response = render(self.request, PAGE, {"form": form}, status=status)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class MySurveyView(MyForm):
    """The same question for whoever is signed in."""

    model = Survey
    form_class = SurveyForm
    template_name = "issues/my_working_form.html"
    title = "How did we do?"
    lead = "A matter you asked us about is settled."
    submit_label = "Send answer"
    success_message = "Thank you."

    def scope(self) -> QuerySet[Survey]:
        return Survey.objects.visible_to(self.request.user).shown()

    def permission(self) -> Answer:
        if self.object.answered_at is not None or self.object.expires_at <= timezone.now():
            raise Http404
        return Allowed()

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        for name in ("user", "participant", "row"):
            kwargs.pop(name)
        return kwargs

    def act(self, data: dict[str, Any], **who: Any) -> Survey:
        return answer_survey(survey=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("my-issues")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label="Issues", **kwargs)


class SurveyListView(DeskDoor, ScopedListView):
    """What participants answered, the latest first, and what it comes to."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model = Survey
    template_name = "issues/survey_list.html"
    filter_form = SurveyFilter
    orders = {"answered": ("-answered_at", "-id")}

    def scope(self) -> QuerySet[Survey]:
        return super().scope().answered().select_related("issue", "participant", "owner")

    def narrow(self, rows: QuerySet[Survey], wanted: dict[str, Any]) -> QuerySet[Survey]:
        if wanted.get("score") == "poor":
            rows = rows.filter(score__lte=2)
        elif wanted.get("score"):
            rows = rows.filter(score=wanted["score"])
        if wanted.get("owner"):
            rows = rows.filter(owner=wanted["owner"])
        self.narrowed = rows
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        marks = {f"mark_{mark}": Count("pk", filter=Q(score=mark)) for mark in range(1, 6)}
        figures = self.narrowed.order_by().aggregate(mean=Avg("score"), answers=Count("pk"), **marks)
        shares = [(mark, figures[f"mark_{mark}"]) for mark in range(5, 0, -1)]
        return super().get_context_data(figures=figures, shares=shares, **kwargs)
