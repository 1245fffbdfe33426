"""What the own company owes: the agenda, the month, one obligation with its submissions, and the forms about it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from accounts.models import User
from participants.models import ExtensionRequest, Obligation, ObligationEvidence, ObligationRound, ObligationType
from participants.obligation_calendar import month_page
from participants.obligation_lists import NAMED, described
from participants.rules.months import month_of
from participants.views import obligations as both
from participants.views.my.pages import CARD, MyForm, MyPage
from portal.web import keyset, panels
from portal.web.days import DayField
from portal.web.doors import MyDoor
from portal.web.keyset import bounded_count

VIEWS = {"open": "To hand in", "review": "With the reviewers", "coming": "Coming", "done": "Done"}
OF_A_DAY = {"all": "All"} | VIEWS
BY_DAY, LATEST_FIRST = ("due_on", "id"), ("-due_on", "-id")


def in_view(rows: QuerySet[Obligation], view: str, today: Any) -> QuerySet[Obligation]:
    reads = {
        "all": lambda: rows,
        "open": lambda: rows.open_on(today),
        "review": rows.to_review,
        "coming": lambda: rows.upcoming(today),
        "done": rows.settled,
    }
    return reads[view]()


class OfADay(forms.Form):
    """How the calendar's entries name a type of obligation and a day."""

    type = forms.CharField(max_length=40)
    day = DayField()


def narrowed(rows: QuerySet[Obligation], *, type: ObligationType, day: date) -> QuerySet[Obligation]:
    """Those of a type that are due, or whose window opens, on a day."""
    return rows.filter(Q(due_on=day) | Q(opens_on=day), type=type)


class MyObligations(MyPage):
    members_only = True

    def scope(self) -> QuerySet[Obligation]:
        return Obligation.objects.visible_to(self.request.user)


class MyObligationListView(MyObligations):
    """All of them in views; or those of one type that are due, or open, on one day, where the calendar leads."""

    template_name = "my/obligation_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        of_a_day = self.of_a_day()
        views, scope = (OF_A_DAY, narrowed(self.scope(), **of_a_day)) if of_a_day else (VIEWS, self.scope())
        view = query["view"] if query.get("view") in views else next(iter(views))
        found = {key: in_view(scope, key, self.today) for key in views}
        order = LATEST_FIRST if view == "done" else BY_DAY
        rows = found[view].select_related(*NAMED)
        page = keyset.paginate(rows, order, after=query.get("after", ""), before=query.get("before", ""))
        described(page.rows, self.today)
        counts = {key: page.total if key == view else bounded_count(one) for key, one in found.items()}
        tabs = [(key, label, counts[key]) for key, label in views.items()]
        return super().get_context_data(view=view, tabs=tabs, page=page, of_a_day=of_a_day, **kwargs)

    def of_a_day(self) -> dict[str, Any]:
        """The type and the day that an address names, as the calendar's entries do; nothing where it names no such."""
        form = OfADay(self.request.GET)
        type_ = ObligationType.objects.filter(code=form.cleaned_data["type"]).first() if form.is_valid() else None
        return {"type": type_, "day": form.cleaned_data["day"]} if type_ else {}


class MyObligationCalendarView(MyObligations):
    template_name = "my/obligation_calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = month_of(self.request.GET.get("month", ""), self.today)
        return super().get_context_data(**month_page(self.scope(), month, self.today), **kwargs)


class MyObligationView(MyObligations):
    template_name = "my/obligation_detail.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = get_object_or_404(self.scope().select_related(*NAMED), ref=self.kwargs["ref"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        (row,) = described([self.object], self.today)
        evidence = Prefetch("evidence", ObligationEvidence.objects.select_related("document"))
        rounds = list(ObligationRound.objects.filter(obligation=row).order_by("-number").prefetch_related(evidence))
        asked = ExtensionRequest.objects.filter(obligation=row).select_related("plan_document").order_by("-pk")
        extensions = list(asked)
        people = known([one.submitted_by_id for one in rounds] + [one.asked_by_id for one in extensions])
        for one in rounds:
            one.submitter = people.get(one.submitted_by_id)
        for one in extensions:
            one.asker = people.get(one.asked_by_id)
        return super().get_context_data(
            object=row,
            rounds=rounds,
            extensions=extensions,
            asked=next((one for one in extensions if not one.decision), None),
            latest_possible=both.latest_possible(row),
            panels=panels.drawn("my-obligation", self.request, row),
            window_open=row.opens_on is None or row.opens_on <= self.today,
            manager=self.manager,
            looked_after_by=self.looked_after_by,
            **kwargs,
        )


def known(ids: Iterable[int]) -> dict[int, User]:
    """The people one may know, by their keys; of others one reads that it was the operator."""
    return {person.pk: person for person in User.objects.filter(pk__in=set(ids)).only(*CARD)}


class OfMyObligation(MyForm):
    """About one of the own company's obligations; ends on its page."""

    template_name = "my/obligation_form.html"
    members_only = True

    def get_success_url(self) -> str:
        return self.object.get_my_url()


class MyObligationSubmitView(both.Submit, OfMyObligation):
    pass


class MyObligationConfirmView(both.Confirm, OfMyObligation):
    pass


class MyObligationClaimView(both.Claim, OfMyObligation):
    pass


class MyObligationTakeBackView(both.TakeBack, OfMyObligation):
    pass


class MyObligationExtendView(both.AskExtension, OfMyObligation):
    pass


class MyObligationFileView(MyDoor, both.ServeFile, View):
    members_only = True
