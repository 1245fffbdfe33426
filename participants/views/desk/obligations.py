"""Obligations at the desk: the list, the month, what a department is to look at, and one obligation's own page."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from accounts.models import Department, User
from participants import permissions
from participants.follow_up_lists import mine_by_default
from participants.forms.obligations import VIEWS, ObligationFilter
from participants.models import (
    ExtensionRequest,
    Obligation,
    ObligationEvidence,
    ObligationNote,
    ObligationRound,
    ObligationType,
    Participant,
)
from participants.obligation_calendar import month_page
from participants.obligation_lists import EVERYBODY, MINE, NAMED, found_by, in_view, of_whom, with_clocks
from participants.rules.months import month_of
from participants.views.obligations import ServeFile, latest_possible
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import Scoped, ScopedDetailView, ScopedListView

HISTORY = 100
BY_DAY = {"due": ("due_on", "id")}
LATEST_FIRST = {"latest": ("-due_on", "-id")}
BY_ARRIVAL = {"arrival": ("submitted_at", "id")}
REVIEW_VIEWS = {"review": "Handed in", "extension": "Extension asked"}


class Narrowed(DeskDoor, Scoped):
    """What the list, the month and the reviewers' queue share: their filters."""

    capability = "participants.view"
    model = Obligation
    views = VIEWS

    @cached_property
    def today(self) -> date:
        return market_day(timezone.now())

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split())

    def defaults(self) -> dict[str, str]:
        return {"responsible": MINE if mine_by_default(self.request.user) else EVERYBODY}

    def filters(self) -> ObligationFilter:
        types = [(row.code, f"{row.code} – {row.name}") for row in ObligationType.objects.only("code", "name")]
        people = [(person.ref, person.name) for person in User.objects.who_manage().only("ref", "name")]
        departments = list(Department.objects.values_list("code", "name"))
        choices = {"types": types, "people": people, "departments": departments}
        return ObligationFilter(self.request.GET, defaults=self.defaults(), views=self.views, **choices)

    def narrowed_by(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        """All but the view, so that each view can be counted."""
        if participant := wanted.get("participant"):
            rows = rows.filter(participant__ref=participant)
        else:
            rows = of_whom(rows, wanted.get("responsible") or EVERYBODY, self.request.user)
        if code := wanted.get("type"):
            rows = rows.filter(type__code=code)
        if department := wanted.get("department"):
            rows = rows.reviewed_by(department)
        if day := wanted.get("day"):
            rows = rows.filter(due_on=day)
        return found_by(rows, self.words) if self.words else rows

    def company(self, form: ObligationFilter) -> Participant | None:
        """The one participant that the address narrows to."""
        ref = form["participant"].value()
        rows = Participant.objects.visible_to(self.request.user)
        return rows.filter(ref=ref).only("ref", "name").first() if ref else None


class ObligationListView(Narrowed, ScopedListView):
    template_name = "participants/obligation_list.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.orders = LATEST_FIRST if request.GET.get("view") == "all" else BY_DAY
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.narrowed = self.narrowed_by(rows, wanted)
        return self._in_view(self.form.view_name).select_related(*NAMED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, page = kwargs["form"], kwargs["page"]
        with_clocks(page.rows, self.today)
        return super().get_context_data(
            words=self.words,
            view=form.view_name,
            tabs=[(key, label.format(form.within_days), self._count(key, page)) for key, label in self.views.items()],
            whose=form["responsible"].value(),
            company=self.company(form),
            day=form.cleaned_data.get("day") if form.is_valid() else None,
            **kwargs,
        )

    def _in_view(self, view: str) -> QuerySet:
        return in_view(self.narrowed, view, self.today, self.form.within_days)

    def _count(self, key: str, page: Any) -> str:
        return page.total if key == self.form.view_name else bounded_count(self._in_view(key))


class ObligationReviewView(ObligationListView):
    """What the reviewers of a department are to look at, what lies longest first; begins with one's own."""

    template_name = "participants/obligation_review.html"
    views = REVIEW_VIEWS

    def defaults(self) -> dict[str, str]:
        department = self.request.user.department
        reviews = department is not None and ObligationType.objects.filter(reviewers__contains=[department.code])
        return {
            "responsible": EVERYBODY,
            "department": department.code if reviews and not self._asked() and reviews.exists() else "",
        }

    def _asked(self) -> bool:
        """Somebody chose a department, be it all of them."""
        return "department" in self.request.GET

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        by_day = request.GET.get("view") == "extension"
        self.orders = BY_DAY if by_day else BY_ARRIVAL
        return super(ObligationListView, self).get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        self._with_what_lies_there(context["page"].rows)
        return context

    def _with_what_lies_there(self, rows: list[Obligation]) -> None:
        """Each row's open submission with how many files, and its open request; two statements."""
        counted = ObligationRound.objects.annotate(files=Count("evidence"))
        rounds = {one.obligation_id: one for one in counted.filter(obligation__in=rows, verdict="")} if rows else {}
        asked = ExtensionRequest.objects.filter(obligation__in=rows, decision="") if rows else []
        requests = {one.obligation_id: one for one in asked}
        for row in rows:
            row.open_round, row.asked = rounds.get(row.pk), requests.get(row.pk)


class ObligationCalendarView(Narrowed, TemplateView):
    """A month: on each day what is due, together for all participants of the filter; an agenda on phones."""

    template_name = "participants/obligation_calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.filters()
        rows = self.narrowed_by(self.scope(), form.cleaned_data if form.is_valid() else {})
        page = month_page(rows, month_of(self.request.GET.get("month", ""), self.today), self.today)
        return super().get_context_data(form=form, whose=form["responsible"].value(), **page, **kwargs)


class ObligationDetailView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = Obligation
    template_name = "participants/obligation_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related(*NAMED, "campaign__type")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, market_day(timezone.now())
        with_clocks([row], today)
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)
        extensions = list(row.extensions.select_related("asked_by", "decided_by", "plan_document").order_by("-pk"))
        names = dict(Department.objects.filter(code__in=row.type.reviewers).values_list("code", "name"))
        return super().get_context_data(
            participant=row.participant,
            rounds=self._rounds(row),
            extensions=extensions,
            asked=next((one for one in extensions if not one.decision), None),
            notes=list(ObligationNote.objects.filter(obligation=row).select_related("written_by")[:HISTORY]),
            events=[told(event) for event in events[:HISTORY]],
            reviewers=[names.get(code, code) for code in row.type.reviewers],
            latest_possible=latest_possible(row),
            today=today,
            **self._may(row),
            **kwargs,
        )

    def _rounds(self, row: Obligation) -> list[ObligationRound]:
        evidence = Prefetch("evidence", ObligationEvidence.objects.select_related("document"))
        rounds = row.rounds.select_related("submitted_by", "ended_by").prefetch_related(evidence)
        return list(rounds.order_by("-number"))

    def _may(self, row: Obligation) -> dict[str, Answer]:
        user = self.request.user
        return {
            "may_file": permissions.can_file(user, row),
            "may_review": permissions.can_review_filing(user, row),
            "may_excuse": permissions.can_excuse(user, row),
            "may_cancel": permissions.can_cancel(user, row),
        }


class ObligationFileView(DeskDoor, ServeFile, View):
    capability = "participants.view"


def list_url(**query: str) -> str:
    """The list of obligations as a link of a number: the very rows it counts."""
    address = reverse("participants:obligation-list")
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in query.items())}"
