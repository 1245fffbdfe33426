"""Questions to departments: the list, one question's own page, its files, and who held the time."""

from datetime import timedelta
from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView, View

from issues import permissions
from issues.forms.referrals import VIEWS, PeriodForm, ReferralFilter
from issues.models import Referral, ReferralFile
from issues.querysets.referrals import answering
from issues.referral_deadlines import REFERRAL, with_clocks
from issues.referral_lists import BY_ASKED, BY_DUE, WHOSE, asked_between, departments_shown, in_view, of_whom
from issues.referral_report import time_by_department, time_of
from participants.views.desk.teams import OfTeam
from portal.documents.serving import respond
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import Scoped, ScopedDetailView, ScopedListView

PERIOD: Final = timedelta(days=90)
SORTED_BY_ASKED: Final = ("ended", "all")


class ReferralDoor(DeskDoor):
    """Whoever works on issues, and whoever answers for a department."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.user.is_staff:
            permissions.can_view_referrals(request.user).enforce()
        return super().dispatch(request, *args, **kwargs)


class ReferralListView(ReferralDoor, OfTeam, ScopedListView):
    model = Referral
    template_name = "issues/referral_list.html"

    @cached_property
    def now(self) -> Any:
        return timezone.now()

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split()).replace("\x00", "")

    def filters(self) -> ReferralFilter:
        return ReferralFilter(self.request.GET, departments=departments_shown(self.request.user), whose=WHOSE)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = BY_ASKED if request.GET.get("view") in SORTED_BY_ASKED else BY_DUE
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if wanted.get("department"):
            rows = rows.to_department(wanted["department"])
        rows = of_whom(rows, wanted.get("whose", ""), self.request.user)
        rows = asked_between(rows, wanted.get("since"), wanted.get("until"))
        if wanted.get("breached"):
            rows = rows.breached(self.now)
        if self.words:
            rows = rows.filter(title__icontains=self.words)
        self.narrowed = rows
        return in_view(rows, self.form.view_name, self.now).select_related(
            "department", "taken_by", "participant", "issue"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view = kwargs["form"].view_name
        with_clocks(kwargs["page"].rows, REFERRAL)
        tabs = [(key, label, kwargs["page"].total if key == view else self._count(key)) for key, label in VIEWS.items()]
        return super().get_context_data(
            words=self.words,
            view=view,
            tabs=tabs,
            sees_issues=self.request.user.can("issues.view"),
            department=answering(self.request.user),
            **kwargs,
        )

    def _count(self, key: str) -> str:
        return bounded_count(in_view(self.narrowed, key, self.now))


class ReferralDetailView(ReferralDoor, ScopedDetailView):
    """What is asked, what was said, and what each side may do; the issue only to who may see it."""

    model = Referral
    template_name = "issues/referral_detail.html"

    def scope(self) -> QuerySet:
        people = ("asked_by", "taken_by", "answered_by")
        return super().scope().select_related("issue", "participant", "department", *people)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, row = self.request.user, self.object
        with_clocks([row], REFERRAL)
        messages = row.messages.select_related("author").prefetch_related("files__document")
        manages = permissions.can_manage_referral(user, row) if user.can("issues.view") else None
        return super().get_context_data(
            messages_said=list(messages),
            may_answer=permissions.can_answer_referral(user, row),
            may_manage=manages,
            sees_issue=user.can("issues.view"),
            shown_name=row.participant.name if row.name_needed or user.can("issues.view") else "",
            held=time_of([row], timezone.now()).get(row.pk),
            **kwargs,
        )


class ReferralFileView(ReferralDoor, Scoped, View):
    """A file of a message, to whoever may see the question."""

    model = ReferralFile

    def get(self, request: HttpRequest, ref: str, file: str) -> HttpResponse:
        rows = self.scope().filter(message__referral__ref=ref).select_related("document")
        return respond(get_object_or_404(rows, ref=file).document, to=request.user)


class ReferralTimeView(ReferralDoor, TemplateView):
    """Which department held the time; each number opens the questions it counts."""

    template_name = "issues/referral_time.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = market_day(timezone.now())
        usual = {"since": today - PERIOD, "until": today}
        given = {name: self.request.GET.get(name) or day for name, day in usual.items()}
        form = PeriodForm(given)
        lines = []
        if form.is_valid():
            lines = time_by_department(self.request.user, **form.cleaned_data, now=timezone.now())
        period = form.cleaned_data if form.is_valid() else usual
        return super().get_context_data(form=form, lines=lines, period=period, **kwargs)
