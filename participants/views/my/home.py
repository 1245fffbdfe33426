"""The first page of a participant's user, and for whom he acts."""

from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from participants import your_turn_reading
from participants.choices import ContactRoleKind, RegistrationStatus
from participants.models import (
    Assignment,
    Checklist,
    ContactRole,
    Obligation,
    Participant,
    Registration,
    Resource,
)
from participants.pipeline import with_standing
from participants.rules.applying import Progress, next_step, progress
from participants.rules.gaps import gaps
from participants.views.my.pages import CARD, SHOWN, MyPage, in_order, looking_after
from portal.lifecycle.rows_along import RowsAlong
from portal.scoping.prepared import PreparedFor
from portal.web import panels

LOOKING_AFTER = RowsAlong(
    "looking_after_rows",
    Assignment,
    ("kind", "starts_on", "ends_on", "stand_in", *(f"person__{name}" for name in CARD)),
    looking_after,
    of="participant",
)
# So much of what waits stands on the home; the rest on its own page.
FIRST: Final = 7
IN_THE_MARKET = (RegistrationStatus.QUALIFIED, RegistrationStatus.SUSPENDED)


def _company(user: Any, today: Any) -> QuerySet:
    units = Resource.objects.visible_to(user).filter(participant=OuterRef("pk"), active=True)
    units = units.order_by().values("participant")
    owed = Obligation.objects.visible_to(user).open_on(today).filter(participant=OuterRef("pk")).order_by()
    owed = owed.values("participant").annotate(
        count=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)), next=Min("due_on")
    )
    rows = Participant.objects.visible_to(user).annotate(
        owed=Subquery(owed.values(told=JSONObject(count="count", late="late", next="next"))),
        units=Subquery(units.annotate(number=Count("pk")).values("number")),
        capacity=Subquery(units.annotate(capacity=Sum("capacity_mw")).values("capacity")),
        looking_after_rows=LOOKING_AFTER.expression(user),
    )
    return rows.order_by()


def _registrations(user: Any, participant: Any) -> QuerySet:
    own = Checklist.objects.visible_to(user).filter(registration=OuterRef("pk")).order_by()
    own = own.with_progress().values(told=JSONObject(ref="ref", wanted="wanted", settled="settled"))
    rows = Registration.objects.visible_to(user).of(participant).select_related("role")
    return rows.annotate(sheet=Subquery(own[:1])).order_by("role__order", "short_name", "id")[:SHOWN]


def _holders(user: Any, participant: Any, today: Any) -> QuerySet:
    roles = ContactRole.objects.visible_to(user).of(participant).on(today)
    return roles.select_related("contact", "registration__role").order_by("contact__name", "id")[:SHOWN]


COMPANY = PreparedFor(_company)
REGISTRATIONS_OF = PreparedFor(_registrations)
HOLDERS_OF = PreparedFor(_holders)


class Underway(NamedTuple):
    """One intended role: how far its application is, what happens next, and its checklist once there is one."""

    registration: Registration
    progress: Progress
    next_step: str
    checklist: Checklist | None


class MyHomeView(MyPage):
    """Who we are, whom to call, what is missing; for a company that applies, how far the application is."""

    template_name = "my/home.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not user.is_staff and user.acting_for is None:
            return render(request, "my/no_company.html")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def participant(self) -> Participant:
        """With its units, what it owes and who looks after it, read in the same statement."""
        found = COMPANY.first(self.request.user, today=self.today)
        if found is None:
            raise Http404
        return found

    @cached_property
    def registrations(self) -> list[Registration]:
        """Each with `sheet`: the reference of its checklist, and how much of what is mandatory is settled."""
        return REGISTRATIONS_OF.rows(self.request.user, participant=self.participant.pk)

    @cached_property
    def looked_after_by(self) -> list[Assignment]:
        return in_order(LOOKING_AFTER.read(self.participant))

    def _owed(self) -> dict[str, Any]:
        """How many obligations are open, how many of them late, and when the next one is due."""
        owed = self.participant.owed or {"count": 0, "late": 0, "next": None}
        return owed | {"next": date.fromisoformat(owed["next"]) if owed["next"] else None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        roles = HOLDERS_OF.rows(user, participant=self.participant.pk, today=self.today)
        holders = sorted(roles, key=lambda row: ContactRoleKind.values.index(row.kind))
        standing = [row for row in self.registrations if row.status not in ("terminated", "withdrawn")]
        applying = not any(row.status in IN_THE_MARKET for row in standing)
        return super().get_context_data(
            registrations=standing,
            qualified=sum(row.status == RegistrationStatus.QUALIFIED for row in standing),
            applying=applying,
            applications=self._applications(standing) if applying else [],
            holders=holders,
            people=len({row.contact_id for row in holders}),
            gaps=[] if applying else gaps(row.kind for row in holders if row.registration_id is None),
            units={"count": self.participant.units, "capacity": self.participant.capacity},
            turn=your_turn_reading.read(user, self.now, size=FIRST),
            owed=self._owed(),
            looked_after_by=self.looked_after_by,
            manager=self.manager,
            stand_in=next((row.stand_in for row in self.looked_after_by if row.kind == "primary"), None),
            hour=self.now.astimezone().hour,
            panels=panels.drawn("my-home", self.request, self.participant),
            **kwargs,
        )

    def _applications(self, rows: list[Registration]) -> list[Underway]:
        """How far each intended role is, and what happens next."""
        checklists = Checklist.objects.visible_to(self.request.user).of(self.participant)
        known = {checklist.registration_id: checklist for checklist in checklists}
        return [
            Underway(row, progress(row.status), next_step(row.status, row.standing), known.get(row.pk))
            for row in with_standing(rows, self.today)
        ]
