"""The frame of a participant's own pages. Everything here runs inside the database wall."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import Absence
from participants import permissions
from participants.models import Assignment, Participant, Registration
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web.doors import MyDoor
from portal.web.views import ActionFormView

# What the wall lets one read of a person; asking for more is refused by the database.
CARD = ("ref", "name", "email", "phone", "title")
SHOWN = 200


def with_card(rows: QuerySet, *fields: str, person: str) -> QuerySet:
    """Rows with the person they name, reading of that person only what a card shows."""
    card = [f"{person}__{name}" for name in CARD]
    return rows.select_related(person).only("ref", person, *fields, *card)


def looking_after(user: Any) -> QuerySet[Assignment]:
    """Who looks after the company today; each with `stand_in`, who answers in the place of somebody away, or None."""
    away = Absence.objects.today().filter(person=OuterRef("person")).order_by()
    shown = {name: f"stand_in__{name}" for name in CARD} | {"until": "ends_on"}
    rows = Assignment.objects.visible_to(user).today().exclude(kind="mentor")
    return rows.annotate(stand_in=Subquery(away.values(told=JSONObject(**shown))[:1]))


def in_order(rows: Iterable[Assignment]) -> list[Assignment]:
    """Whom one calls first; `away_until` is the last day of somebody away."""
    order = {"primary": 0, "backup": 1, "escalation": 2}
    found = sorted(rows, key=lambda row: order.get(row.kind, 9))
    for row in found:
        row.away_until = date.fromisoformat(row.stand_in["until"]) if row.stand_in else None
    return found


class MyPage(MyDoor, TemplateView):
    """A page about the participant acted for."""

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def today(self) -> Any:
        return market_day(self.now)

    @cached_property
    def participant(self) -> Participant:
        return get_object_or_404(Participant.objects.visible_to(self.request.user))

    @cached_property
    def registrations(self) -> list[Registration]:
        rows = Registration.objects.visible_to(self.request.user).of(self.participant).select_related("role")
        return list(rows.order_by("role__order", "short_name", "id")[:SHOWN])

    @cached_property
    def looked_after_by(self) -> list[Assignment]:
        """The operator's people for this company today; mentors are the operator's own matter."""
        rows = looking_after(self.request.user).of(self.participant)
        return in_order(with_card(rows, "kind", "starts_on", "ends_on", "participant", person="person"))

    @cached_property
    def manager(self) -> Any:
        return next((row.person for row in self.looked_after_by if row.kind == "primary"), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            participant=self.participant,
            may_edit_people=permissions.can_edit_people(self.request.user, self.participant),
            today=self.today,
            **kwargs,
        )


class MyForm(MyDoor, ActionFormView):
    """A form about the own company or one of its rows; ends at the section it came from."""

    template_name = "my/form.html"
    section = "people"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    @cached_property
    def participant(self) -> Participant:
        return get_object_or_404(Participant.objects.visible_to(self.request.user))

    def scope(self) -> Any:
        """Rows of the own company only: of an agency or a representation the other party's are visible too."""
        return super().scope().filter(participant=self.participant)

    def permission(self) -> Answer:
        return permissions.can_edit_people(self.request.user, self.participant)

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {"user": self.request.user, "participant": self.participant, "row": self.object}
        return super().get_form_kwargs() | own

    def get_success_url(self) -> str:
        return reverse(f"my-{self.section}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "participant": self.participant,
            "title": self.title.format(row=self.object),
            "lead": self.lead.format(row=self.object),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "section_label": self.section.capitalize(),
            "back": self.get_success_url(),
        }
        return super().get_context_data(**page | kwargs)
